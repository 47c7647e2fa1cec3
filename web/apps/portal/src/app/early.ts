import { askEarly } from "../features/portal/api/early";
import { placeOf } from "../features/portal/model/place";
import { firstLocale, tellLanguage } from "./locale";

// Runs while the page's own code is still on its way: on a slow line each wait costs as much as the others.
tellLanguage(firstLocale());
askEarly(placeOf(location.pathname, location.search, location.hash));
