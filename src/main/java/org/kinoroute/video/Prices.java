package org.kinoroute.video;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What providers ask, from {@code config/prices.yaml}. A provider that is not in the table costs nothing: it is a server
 * of one's own. A model that is not in it costs what the dearest of its provider does.
 *
 * @param currency of all prices
 * @param table in any order
 */
@ConfigurationProperties("kinoroute.prices")
public record Prices(@DefaultValue("USD") String currency, @DefaultValue List<Price> table) {

    private static final int DIGITS = 6;

    /** What is counted. */
    public enum Unit {
        INPUT_TOKENS,
        OUTPUT_TOKENS,
        CHARACTERS,
        SECONDS,
        IMAGES
    }

    /**
     * What a model costs; what it does not do is null.
     *
     * @param provider host name
     * @param inputTokens price of a million
     * @param outputTokens price of a million
     * @param characters price of a million
     * @param seconds price of one
     * @param images price of one
     */
    public record Price(
            String provider,
            String model,
            BigDecimal inputTokens,
            BigDecimal outputTokens,
            BigDecimal characters,
            BigDecimal seconds,
            BigDecimal images) {

        private BigDecimal each(Unit unit) {
            return switch (unit) {
                case INPUT_TOKENS -> million(inputTokens);
                case OUTPUT_TOKENS -> million(outputTokens);
                case CHARACTERS -> million(characters);
                case SECONDS -> orNothing(seconds);
                case IMAGES -> orNothing(images);
            };
        }

        private static BigDecimal million(BigDecimal price) {
            return orNothing(price).movePointLeft(DIGITS);
        }

        private static BigDecimal orNothing(BigDecimal price) {
            return price == null ? BigDecimal.ZERO : price;
        }
    }

    public Prices {
        table = List.copyOf(table);
    }

    /** The price of so much of something. */
    public BigDecimal of(String provider, String model, String unit, double quantity) {
        Unit counted = Unit.valueOf(unit.toUpperCase(Locale.ROOT));
        List<Price> offers =
                table.stream().filter(price -> price.provider.equals(provider)).toList();
        return offers.stream()
                .filter(price -> price.model.equals(model))
                .findFirst()
                .or(() -> offers.stream().max(Comparator.comparing(price -> price.each(counted))))
                .map(price -> price.each(counted).multiply(BigDecimal.valueOf(quantity)))
                .orElse(BigDecimal.ZERO)
                .setScale(DIGITS, RoundingMode.HALF_UP);
    }

    /** How the ledger names who answers at an address. */
    public static String provider(String baseUrl) {
        String host = URI.create(baseUrl).getHost();
        return host == null ? baseUrl : host;
    }
}
