/** What a product label says of the fruit. */
export interface SprayLabelFacts {
  readonly id: string;
  /** Confirmed by somebody of another organisation than entered it; before, nothing rests on its figures. */
  readonly isConfirmed: boolean;
  /**
   * The crop it is for, where that is not citrus on the tree: its interval and maximum settle nothing then. Null: it is for
   * citrus. Absent in facts kept by older versions, which did not ask.
   */
  readonly otherCrop?: string | null;
  /**
   * Whether the label was read and asks for no interval. Absent in facts kept by older versions: there nobody was asked, so an
   * interval that is not there is not recorded.
   */
  readonly statesNoInterval?: boolean;
  /** Most applications a season 每季最多使用次数; null: not entered, or the label states none. */
  readonly maxApplications: number | null;
  /** Whether the label was read and sets no maximum. Absent in facts kept by older versions: there null meant that. */
  readonly statesNoMaximum?: boolean;
}
