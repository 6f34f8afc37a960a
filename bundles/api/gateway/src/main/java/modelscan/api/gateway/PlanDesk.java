package modelscan.api.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Changes what holds at providers: their plans, limits and prices.
 *
 * <p>A change is whole or not at all, is kept over restarts, and is told to the {@link Audit}.
 *
 * <pre>{@code
 * desk.limits("groq", Json.read("{\"plan\":\"free\"}"), "shell");
 * }</pre>
 */
@ProviderType
public interface PlanDesk {
    /** Says what holds at a provider, as {@code PUT /api/limits/{provider}} takes it; an empty object takes it back. */
    void limits(String provider, JsonNode terms, String actor);

    /** Takes limits of several providers from a file, JSON or a table; gives their ids. */
    List<String> importLimits(byte[] file, boolean table, String actor);

    /** Takes prices from a file, JSON or a table. */
    Report importPrices(byte[] file, boolean table, String actor);

    /** Whether something that was verified then should be compared with its source again. */
    boolean stale(Optional<LocalDate> verified);

    /**
     * What an import did.
     *
     * @param changed how many prices are other ones now
     * @param same how many were known
     * @param skipped models of providers that are not there
     */
    record Report(int changed, int same, List<String> skipped) {
        public Report {
            skipped = List.copyOf(skipped);
        }
    }
}
