// Years and days in the reader's language, on axes and sliders; what the drawings share.

/** A year as EDTF counts it (0 is the first before our era) in words; `bce` has `{year}` in it. */
export function yearInWords(year, bce) {
  return year > 0 ? String(year) : bce.replace("{year}", String(1 - year));
}

/** Opens the form of filters where there is room for it. */
export function openFilters() {
  const filters = document.querySelector("details.filter");
  if (filters && matchMedia("(min-width: 48rem)").matches) filters.open = true;
}

const PAPER = 640; // pixels between the margins of a sheet

/** Makes a drawing that was laid out for a screen fit on paper. */
export function fitOnPaper(canvas) {
  addEventListener("beforeprint", () => {
    canvas.style.zoom = Math.min(1, PAPER / canvas.clientWidth);
  });
  addEventListener("afterprint", () => {
    canvas.style.zoom = "";
  });
}

/** Functions that vis-timeline asks for the labels of its axis; dates are UTC. */
export function axisLabels(language, bce) {
  const say = (options) =>
    new Intl.DateTimeFormat(`${language}-u-nu-latn-ca-gregory`, { timeZone: "UTC", ...options });
  const month = say({ month: "short" });
  const longMonth = say({ month: "long" });
  const day = say({ day: "numeric" });
  const year = (at) => yearInWords(at.getUTCFullYear(), bce);
  return {
    minorLabels: (moment, scale) => {
      const at = moment.toDate();
      if (scale === "year") return year(at);
      if (scale === "month") return month.format(at);
      return ["day", "weekday", "week"].includes(scale) ? day.format(at) : "";
    },
    majorLabels: (moment, scale) => {
      const at = moment.toDate();
      if (scale === "year") return "";
      return scale === "month" ? year(at) : `${longMonth.format(at)} ${year(at)}`;
    },
  };
}
