package modelscan.test.kit.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import modelscan.api.model.Operation;
import modelscan.test.kit.ScriptedAnswer;

/** What a provider might answer, made up from where its form looks for what. */
record AnswerSketch(Operation operation, JsonNode form) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String SAMPLE = "c2FtcGxl";

    /** The answers to all calls of the form, in order. */
    List<ScriptedAnswer> answers() {
        List<ScriptedAnswer> answers = new ArrayList<>();
        if (form.path("upload").isObject()) {
            answers.add(json(new PathFilling().put(form.path("upload").path("value").asText(), text("{server}/samples/1"))));
        }
        if (!form.path("job").isObject()) {
            answers.add(last(new PathFilling()));
            return answers;
        }
        answers.add(json(job(first("running", "queued"))));
        boolean apart = form.path("job").path("result").isObject();
        PathFilling done = job(first("succeeded", "succeeded"));
        answers.add(apart ? json(done) : last(done));
        if (apart) {
            answers.add(last(new PathFilling()));
        }
        return answers;
    }

    private PathFilling job(String state) {
        JsonNode job = form.path("job");
        PathFilling json = new PathFilling().put(job.path("id").asText("id"), text("job-1"));
        if (job.has("state")) {
            json.put(job.path("state").asText(), text(state));
        }
        for (String told : List.of("poll", "result", "cancel")) {
            if (job.path(told).has("url")) {
                json.put(job.path(told).path("url").asText(), text("{server}/jobs/job-1/" + told));
            }
        }
        return json;
    }

    private String first(String mark, String other) {
        JsonNode states = form.path("job").path("states");
        return states.path(mark).path(0).asText(states.path(other).path(0).asText(mark));
    }

    private ScriptedAnswer last(PathFilling json) {
        JsonNode answer = form.path("answer");
        JsonNode media = answer.path("media");
        if (media.path("body").asBoolean()) {
            return ScriptedAnswer.whole(200, mediaType(), "sample".getBytes(StandardCharsets.US_ASCII));
        }
        at(json, media, "url", text("https://example.com/sample." + (operation == Operation.VIDEO ? "mp4" : "png")));
        at(json, media, "base64", text(SAMPLE));
        at(json, media, "hex", text("73616d706c65"));
        at(json, answer, "text", text("sample words"));
        items(json, answer.path("vectors"), 2, (element, each) ->
                element.put(each.path("at").asText(""), NODES.arrayNode().add(0.5).add(0.25)));
        items(json, answer.path("ranks"), 2, (element, each) ->
                element.put(each.path("score").asText(), NODES.numberNode(0.75)));
        items(json, answer.path("hits"), 1, (element, each) -> element.put(each.path("title").asText("title"), text("Sample"))
                .put(each.path("url").asText("url"), text("https://example.com/sample"))
                .put(each.path("snippet").asText("snippet"), text("sample words")));
        items(json, answer.path("verdicts"), 1, (element, each) -> {
            at(element, each, "flagged", NODES.booleanNode(true));
            at(element, each, "categories", NODES.objectNode().put("violence", true));
        });
        form.path("usage").properties().forEach(unit -> {
            if (unit.getValue().isTextual() && !unit.getValue().asText().contains("{")) {
                json.put(unit.getValue().asText(), NODES.numberNode(1));
            }
        });
        return json(json);
    }

    private interface Element {
        void fill(PathFilling element, JsonNode each);
    }

    private static void items(PathFilling json, JsonNode each, int count, Element kind) {
        if (!each.isObject()) {
            return;
        }
        ArrayNode list = NODES.arrayNode();
        for (int at = 0; at < count; at++) {
            PathFilling element = new PathFilling();
            kind.fill(element, each);
            at(element, each, "index", NODES.numberNode(at));
            list.add(element.json());
        }
        String items = each.path("items").asText();
        json.put(items.endsWith("[]") ? items.substring(0, items.length() - 2) : items, list);
    }

    private static void at(PathFilling json, JsonNode words, String word, JsonNode value) {
        if (words.path(word).isTextual()) {
            json.put(words.path(word).asText(), value);
        }
    }

    private String mediaType() {
        String told = form.path("answer").path("media").path("type").asText("");
        return told.contains("/") && !told.contains("{") ? told : switch (operation) {
            case IMAGE -> "image/png";
            case VIDEO -> "video/mp4";
            default -> "audio/mpeg";
        };
    }

    private static JsonNode text(String text) {
        return NODES.textNode(text);
    }

    private static ScriptedAnswer json(PathFilling json) {
        return ScriptedAnswer.json(200, json.json().toString());
    }
}
