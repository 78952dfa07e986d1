/** What came of asking for points. */
export interface PointsTaken {
  /** Between 0 and what was wanted; less than wanted only when the window has no more. */
  readonly taken: number;
  /** When the window ends and all points are back. */
  readonly resetAt: Date;
}

/** Points per key and window, shared by every gateway. */
export interface PointStore {
  /** Takes up to `wanted` points of the key's window, which begins with the first point that is taken. */
  take(key: string, wanted: number): Promise<PointsTaken>;
}
