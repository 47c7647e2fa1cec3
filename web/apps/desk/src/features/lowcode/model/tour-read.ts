/** Which tours somebody has read, in this browser; a closed storage only forgets. */
export interface TourReader {
  readonly tenant: string;
  readonly login: string;
}

const key = ({ tenant, login }: TourReader, template: string) => `gongdan.tour.${tenant}.${login}.${template}`;

export function hasRead(reader: TourReader, template: string): boolean {
  try {
    return localStorage.getItem(key(reader, template)) === "read";
  } catch {
    return false;
  }
}

export function noteRead(reader: TourReader, template: string): void {
  try {
    localStorage.setItem(key(reader, template), "read");
  } catch {
    // Private windows may refuse; the tour then comes again.
  }
}
