import { useEffect, useState } from "react";

/** A value that follows only when it has rested for a moment (milliseconds). */
export function useDebounced<Value>(value: Value, rest = 200): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => {
      setSettled(value);
    }, rest);
    return () => {
      clearTimeout(timer);
    };
  }, [value, rest]);
  return settled;
}
