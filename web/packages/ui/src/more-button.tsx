import { Button } from "antd";
import styles from "./data-table.module.css";

interface Props {
  readonly words: string;
  readonly loading: boolean;
  readonly onMore: () => void;
}

/** Asks for the following page of a list. */
export function MoreButton({ words, loading, onMore }: Props) {
  return (
    <p className={styles.more}>
      <Button loading={loading} onClick={onMore}>
        {words}
      </Button>
    </p>
  );
}
