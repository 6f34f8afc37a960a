package modelscan.stage.health;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.base.json.Json;

/** Writes and reads what outlives a restart. */
final class KeptForm {
    private static final int LONGEST = 500;

    private KeptForm() {
    }

    static String write(Chart.Kept kept) {
        ObjectNode json = Json.object().put("at", kept.at().toEpochMilli()).put("calls", kept.calls());
        Fuse.Kept fuse = kept.fuse();
        json.putObject("fuse").put("open", fuse.open()).put("left", fuse.left()).put("interval", fuse.interval())
                .put("in_row", fuse.inRow());
        Paces.Kept paces = kept.paces();
        ObjectNode times = json.putObject("paces").put("first_tokens", paces.firstTokens()).put("latencies", paces.latencies())
                .put("colds", paces.colds());
        put(times, "first_token", paces.firstToken());
        put(times, "latency", paces.latency());
        put(times, "speed", paces.speed());
        put(times, "cold", paces.cold());
        kept.last().ifPresent(last -> json.putObject("last").put("at", last.at().toEpochMilli())
                .put("code", last.failure().code().word()).put("status", last.failure().status())
                .put("message", shortened(last.failure().message())));
        return json.toString();
    }

    private static void put(ObjectNode json, String name, OptionalDouble value) {
        value.ifPresent(number -> json.put(name, number));
    }

    static Chart.Kept read(String text) {
        JsonNode json = Json.read(text);
        JsonNode fuse = json.path("fuse");
        JsonNode paces = json.path("paces");
        return new Chart.Kept(Instant.ofEpochMilli(json.path("at").longValue()),
                new Fuse.Kept(fuse.path("open").booleanValue(), fuse.path("left").longValue(), fuse.path("interval").longValue(),
                        fuse.path("in_row").intValue()),
                new Paces.Kept(number(paces, "first_token"), number(paces, "latency"), number(paces, "speed"),
                        paces.path("first_tokens").asText(), paces.path("latencies").asText(), number(paces, "cold"),
                        paces.path("colds").longValue()),
                json.path("calls").longValue(), mishap(json.path("last")));
    }

    private static OptionalDouble number(JsonNode json, String name) {
        return json.path(name).isNumber() ? OptionalDouble.of(json.path(name).doubleValue()) : OptionalDouble.empty();
    }

    private static Optional<Chart.Mishap> mishap(JsonNode last) {
        return Stream.of(ErrorCode.values()).filter(code -> code.word().equals(last.path("code").asText())).findFirst()
                .map(code -> new Chart.Mishap(Failure.of(code, last.path("message").asText())
                        .status(Math.clamp(last.path("status").intValue(), 400, 599)),
                        Instant.ofEpochMilli(last.path("at").longValue())));
    }

    private static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + " …" : text;
    }
}
