import { useQuery } from "@tanstack/react-query";
import { unitsQuery } from "../api/units";
import { fullName } from "../model/unit-tree";

/** The units that are in use, as choices with the names of those above them. */
export function useUnitOptions() {
  const units = useQuery(unitsQuery).data?.items ?? [];
  return units
    .filter((unit) => !unit.archived)
    .map((unit) => ({ value: unit.id, label: fullName(unit, units) }))
    .sort((one, other) => one.label.localeCompare(other.label));
}
