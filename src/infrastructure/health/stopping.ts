import { Injectable, type OnModuleDestroy } from '@nestjs/common';

/** Whether the server has been asked to stop. Nest tells it before anything else of the stop happens. */
@Injectable()
export class Stopping implements OnModuleDestroy {
  private isAsked = false;

  get isStopping(): boolean {
    return this.isAsked;
  }

  onModuleDestroy(): void {
    this.isAsked = true;
  }
}
