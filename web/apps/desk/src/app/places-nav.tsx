import type { Me } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { useEffect } from "react";
import { NavLink, useLocation } from "react-router";
import { placeGroups } from "./place";
import { placesIn } from "./places-for";
import styles from "./places-nav.module.css";

/** The rail's links to the places beside the orders, under their headings; nothing where a reader has none. */
export function PlacesNav({ me }: { readonly me: Me }) {
  const { t } = useSpeech();
  const { pathname } = useLocation();
  // a long rail scrolls to where one is: a page reached by a link or the palette would not be seen in it
  useEffect(() => {
    document.querySelector("nav a[aria-current=page]")?.scrollIntoView({ block: "nearest" });
  }, [pathname]);
  return placeGroups
    .map((group) => [group, placesIn(group, me)] as const)
    .filter(([, links]) => links.length > 0)
    .map(([group, links]) => (
      <nav key={group} aria-labelledby={`places-${group}`} className={styles.places}>
        <h2 id={`places-${group}`} className={styles.heading}>
          {t(`places.${group}`)}
        </h2>
        <ul>
          {links.map(({ path, title }) => (
            <li key={path}>
              <NavLink to={`/${path.replace(/\/[:*].*$/, "")}`} className={styles.place}>
                {t(title)}
              </NavLink>
            </li>
          ))}
        </ul>
      </nav>
    ));
}
