package modelscan.bench;

import java.util.Arrays;
import java.util.List;
import modelscan.bench.load.Call;
import modelscan.bench.process.Target;

/** The loads that every target is put under. */
enum Scenario {
    JSON_1("JSON c=1", false, 1),
    JSON_16("JSON c=16", false, 16),
    JSON_64("JSON c=64", false, 64),
    STREAM_16("SSE c=16", true, 16);

    /** 1.5 KB, the size of a usual short conversation. */
    private static final String CONVERSATION = "Tell me in two sentences what a gateway for language models is good for. ".repeat(19).strip();
    private static final int LEAST_BYTES = 900;
    private static final int LEAST_EVENTS = 50;

    private final String title;
    private final boolean stream;
    private final int connections;

    Scenario(String title, boolean stream, int connections) {
        this.title = title;
        this.stream = stream;
        this.connections = connections;
    }

    /** Those whose title holds this text. */
    static List<Scenario> named(String text) {
        return Arrays.stream(values()).filter(scenario -> scenario.title.contains(text)).toList();
    }

    String title() {
        return title;
    }

    boolean isStream() {
        return stream;
    }

    int connections() {
        return connections;
    }

    Call call(Target target) {
        return stream
                ? Call.stream(target.port(), target.streamPath(), target.key(), body(target.model(), true), LEAST_EVENTS)
                : Call.json(target.port(), target.jsonPath(), target.key(), body(target.model(), false), LEAST_BYTES);
    }

    static String body(String model, boolean stream) {
        return """
                {"model":"%s","messages":[{"role":"system","content":"You are brief."},\
                {"role":"user","content":"%s"}],"temperature":0.2,"max_tokens":200%s}"""
                .formatted(model, CONVERSATION, stream ? ",\"stream\":true,\"stream_options\":{\"include_usage\":true}" : "");
    }
}
