/** A figure with six decimals, as tables show statistics: the same text wherever the same double was computed. */
export const sixDecimals = (value: number): string => value.toFixed(6);
