package modelscan.stage.health;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import modelscan.api.gateway.HealthBook.Breaker;
import modelscan.api.gateway.HealthBook.Vitals;
import modelscan.api.gateway.http.Call;
import modelscan.api.gateway.http.Endpoint;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.base.json.Json;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lists the providers that were called, how they do now and how they did in the last day, week or month. */
@Component(property = {Endpoint.METHOD + "=GET", Endpoint.PATH + "=/api/health/providers",
        Endpoint.LISTENER + "=" + Endpoint.MANAGEMENT})
public final class HealthList implements Endpoint {
    private static final Map<String, Long> WINDOWS = Map.of("24h", 24L, "7d", 7L * 24, "30d", 30L * 24);

    private final Charts charts;
    private final Archivist archivist;

    @Activate
    public HealthList(@Reference Charts charts, @Reference Archivist archivist) {
        this.charts = charts;
        this.archivist = archivist;
    }

    /** How a candidate does: now, and over the window. */
    private record Line(Charts.Key key, Vitals vitals, Tally tally) {
    }

    @Override
    public void serve(Call call) throws IOException {
        String window = call.query("window").orElse("24h");
        Long hours = WINDOWS.get(window);
        if (hours == null) {
            throw new FailureException(Failure.of(ErrorCode.INVALID_REQUEST, "'window' cannot be '" + window
                    + "'; allowed are 24h, 7d, 30d").at("window"));
        }
        ObjectNode body = Json.object();
        ArrayNode data = body.putArray("data");
        lines(hours).forEach((provider, lines) -> data.add(provider(provider, lines, hours)));
        body.put("window", window).put("complete", hours <= 24 || archivist.lasting());
        call.answer(200, "application/json", Json.write(body.putNull("next")));
    }

    private Map<String, List<Line>> lines(long hours) {
        Map<Charts.Key, Tally> tallies = new HashMap<>(archivist.since(charts.history().hour() - hours + 1));
        Map<Charts.Key, Vitals> vitals = new HashMap<>();
        charts.each((key, chart) -> {
            vitals.put(key, chart.vitals());
            tallies.merge(key, Tally.down(chart.down()), Tally::plus);
        });
        Map<String, List<Line>> byProvider = new TreeMap<>();
        tallies.forEach((key, tally) -> byProvider.computeIfAbsent(key.provider(), _ -> new ArrayList<>())
                .add(new Line(key, vitals.getOrDefault(key, Vitals.UNKNOWN), tally)));
        byProvider.values().forEach(lines -> lines.sort(Comparator.comparing(line -> line.key().model())));
        return byProvider;
    }

    private static ObjectNode provider(String provider, List<Line> lines, long hours) {
        Tally all = lines.stream().map(Line::tally).reduce(Tally.NONE, Tally::plus);
        boolean open = lines.stream().allMatch(line -> line.vitals().breaker() == Breaker.OPEN);
        ObjectNode row = Json.object().put("provider", provider).put("up", !open);
        figures(row, new Tally(all.calls(), all.failures(), all.firstTokens(), all.firstToken(), all.timed(), all.latency(),
                all.down() / lines.size()), hours);
        ArrayNode models = row.putArray("models");
        lines.forEach(line -> models.add(model(line, hours)));
        return row;
    }

    private static ObjectNode model(Line line, long hours) {
        Vitals vitals = line.vitals();
        ObjectNode row = Json.object().put("model", line.key().model()).put("name", line.key().name())
                .put("breaker", vitals.breaker().name().toLowerCase(Locale.ROOT))
                .put("until", vitals.until().map(Object::toString).orElse(null)).put("running", vitals.running());
        row.putObject("now").put("error_rate", rounded(vitals.errors()))
                .put("first_token_ms", vitals.firstToken().map(Duration::toMillis).orElse(null))
                .put("first_token_p95_ms", vitals.slowest().map(Duration::toMillis).orElse(null))
                .put("latency_ms", vitals.latency().map(Duration::toMillis).orElse(null))
                .put("tokens_per_second", vitals.speed().isPresent() ? rounded(vitals.speed().getAsDouble()) : null);
        vitals.last().ifPresentOrElse(failure -> row.putObject("last_failure").put("code", failure.code().word())
                .put("message", failure.message()), () -> row.putNull("last_failure"));
        figures(row, line.tally(), hours);
        return row;
    }

    private static void figures(ObjectNode row, Tally tally, long hours) {
        double uptime = Math.clamp(1 - (double) tally.down() / (hours * History.HOUR), 0, 1);
        row.put("calls", tally.calls()).put("failures", tally.failures()).put("uptime", rounded(uptime))
                .put("error_rate", tally.calls() == 0 ? null : rounded((double) tally.failures() / tally.calls()))
                .put("average_first_token_ms", tally.firstTokens() == 0 ? null : tally.firstToken() / tally.firstTokens())
                .put("average_latency_ms", tally.timed() == 0 ? null : tally.latency() / tally.timed());
    }

    private static Double rounded(double value) {
        return Math.round(value * 10_000) / 10_000.0;
    }
}
