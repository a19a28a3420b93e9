package org.kinoroute.video;

import java.math.BigDecimal;

/** A call that would pass a video's budget; it was not made. */
public class OverBudget extends Problem {

    public OverBudget(String item, BigDecimal price, BigDecimal spent, BigDecimal budget, String currency) {
        super("the budget of %s %s does not suffice: %s would cost up to %s, and %s are spent; raise it with --budget"
                .formatted(plain(budget), currency, item, plain(price), plain(spent)));
    }

    private static String plain(BigDecimal amount) {
        return amount.stripTrailingZeros().toPlainString();
    }
}
