package modelscan.wire.bedrock;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import modelscan.api.gateway.Back;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Losses;
import modelscan.api.model.Failure;
import modelscan.base.json.Json;
import modelscan.base.wire.RetryAfter;

/** Models of Bedrock, asked by {@code /converse} and {@code /converse-stream}. */
final class ChatBack implements Back {
    private static final String UNRESERVED = "-._~";

    private final RetryAfter retryAfter;

    ChatBack(InstantSource clock) {
        retryAfter = new RetryAfter(clock);
    }

    @Override
    public Order order(Exchange exchange) {
        Candidate candidate = candidate(exchange);
        boolean stream = exchange.inquiry().stream();
        Losses losses = new Losses();
        byte[] body = Json.write(new RequestWriting(exchange.chat(), candidate.model(), losses).write());
        String path = "/model/" + encoded(candidate.model().id()) + (stream ? "/converse-stream" : "/converse");
        String accept = stream ? "application/vnd.amazon.eventstream" : "application/json";
        return new Order("POST", path, Map.of("content-type", "application/json", "accept", accept), body, losses.all());
    }

    @Override
    public Reader reader(Exchange exchange) {
        return new AnswerReader(candidate(exchange));
    }

    @Override
    public Failure failure(int status, Map<String, String> headers, byte[] body) {
        return retryAfter.in(headers, ErrorReading.of(status, headers, body).failure());
    }

    private static Candidate candidate(Exchange exchange) {
        return exchange.candidate().orElseThrow(() -> new IllegalStateException("Bedrock needs a candidate"));
    }

    // One segment of a path, whatever an id holds: versions have colons, inference profiles slashes too.
    private static String encoded(String id) {
        StringBuilder encoded = new StringBuilder(id.length() + 8);
        for (byte each : id.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = each >= 'a' && each <= 'z' || each >= 'A' && each <= 'Z' || each >= '0' && each <= '9'
                    || UNRESERVED.indexOf(each) >= 0;
            if (plain) {
                encoded.append((char) each);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(each));
            }
        }
        return encoded.toString();
    }
}
