package modelscan.launcher.it.truth;

import java.math.BigDecimal;
import java.util.Random;

/** What a call uses and what that costs at the list price of gpt-4o-mini, both found from the seed again. */
record KillUsage(long input, long cached, long output) {
    private static final BigDecimal READ = new BigDecimal("0.00000015");
    private static final BigDecimal READ_AGAIN = new BigDecimal("0.000000075");
    private static final BigDecimal WRITTEN = new BigDecimal("0.0000006");
    private static final int MOST_INPUT = 50_000;
    private static final int MOST_OUTPUT = 4_000;

    static KillUsage of(long seed, String id) {
        Random random = new Random(seed * 31 + id.hashCode());
        long input = 1 + random.nextInt(MOST_INPUT);
        return new KillUsage(input, random.nextBoolean() ? random.nextLong(input) : 0, 1 + random.nextInt(MOST_OUTPUT));
    }

    BigDecimal cost() {
        return READ.multiply(BigDecimal.valueOf(input - cached)).add(READ_AGAIN.multiply(BigDecimal.valueOf(cached)))
                .add(WRITTEN.multiply(BigDecimal.valueOf(output)));
    }

    /** As the provider tells it. */
    String json() {
        return "{\"prompt_tokens\":" + input + ",\"completion_tokens\":" + output + ",\"total_tokens\":" + (input + output)
                + ",\"prompt_tokens_details\":{\"cached_tokens\":" + cached + "}}";
    }
}
