package org.schoolapprovals.report.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.schoolapprovals.report.Figure;

/**
 * A number as it is drawn: solid as far as it is certain, and an outline as far as it may reach. All lengths are per cent of the
 * room there is, as text that means the same to a browser and to the maker of PDFs.
 *
 * @param sure how long the solid part is; empty for none
 * @param rest how long the outline is that continues it; empty for none
 */
record Bar(Optional<String> sure, Optional<String> rest) {

    /** Nothing is drawn: for none, and for words. */
    static final Bar NONE = new Bar(Optional.empty(), Optional.empty());

    private static final double WHOLE = 100;

    /** Whatever is not nought is seen. */
    private static final double THINNEST = 0.6;

    /** From where to where a number may lie. */
    record Reach(double low, double high) {

        /** Empty for what cannot be drawn. */
        static Optional<Reach> of(Figure figure) {
            if (figure instanceof Figure.Count count) {
                return Optional.of(new Reach(count.span().low(), count.span().high()));
            }
            if (figure instanceof Figure.Percent share) {
                return Optional.of(new Reach(share.low(), share.high()));
            }
            return figure.value().isPresent()
                    ? Optional.of(new Reach(
                            figure.value().getAsDouble(), figure.value().getAsDouble()))
                    : Optional.empty();
        }
    }

    /** @param longest what fills all the room; nought if all are nought */
    static Bar of(Reach reach, double longest) {
        if (reach.high() <= 0 || longest <= 0) {
            return NONE;
        }
        double sure = reach.low() > 0 ? Math.max(THINNEST, WHOLE * reach.low() / longest) : 0;
        double rest = reach.high() > reach.low() ? Math.max(THINNEST, WHOLE * reach.high() / longest - sure) : 0;
        return new Bar(length(sure), length(rest));
    }

    /** Where the outline begins, from the foot of the bar. */
    public String restFrom() {
        return sure.orElse("0");
    }

    /** Where the solid part of an upright bar begins, from the top. */
    public String sureFromTop() {
        return fromTop(sure);
    }

    /** Where the outline of an upright bar begins, from the top. */
    public String restFromTop() {
        return fromTop(Optional.of(number(sure).add(number(rest)).toPlainString()));
    }

    public boolean isDrawn() {
        return sure.isPresent() || rest.isPresent();
    }

    private static String fromTop(Optional<String> height) {
        return BigDecimal.valueOf(WHOLE)
                .subtract(number(height))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static BigDecimal number(Optional<String> length) {
        return length.map(BigDecimal::new).orElse(BigDecimal.ZERO);
    }

    private static Optional<String> length(double percent) {
        return percent <= 0
                ? Optional.empty()
                : Optional.of(BigDecimal.valueOf(percent)
                        .setScale(1, RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString());
    }
}
