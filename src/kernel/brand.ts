declare const brand: unique symbol;

/**
 * A `T` that was checked once, where it entered the program, and says so in its type.
 * The mark exists only for the compiler; at run time a branded value is the plain string or number.
 * (Nothing to do with the trade mark of the unity 统一品牌: that is the `brands` module.)
 */
export type Brand<T, K extends string> = T & { readonly [brand]: K };
