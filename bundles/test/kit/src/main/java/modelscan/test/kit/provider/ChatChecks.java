package modelscan.test.kit.provider;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import modelscan.api.gateway.Collected;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.Reply;
import modelscan.api.model.FinishReason;
import modelscan.api.model.Part;
import modelscan.api.model.Unit;
import modelscan.test.kit.ScriptedAnswer;
import modelscan.test.kit.SeenRequest;
import modelscan.test.kit.dialect.Said;

/** That a conversation works: whole, streamed, byte by byte, with tools; and what the provider sees of it. */
record ChatChecks(Subject subject, Choice choice) {
    private static final String ARGUMENTS = "{\"city\":\"Zürich\"}";

    static void look(Subject subject, Choice choice, Findings findings) {
        ChatChecks checks = new ChatChecks(subject, choice);
        findings.check("chat answers whole", () -> checks.answers(false));
        findings.check("the request goes to the right place with the key as the descriptor says", checks::request);
        findings.check("chat streams", () -> checks.answers(true));
        if (subject.fake().streams()) {
            findings.check("chat streams byte by byte", checks::slow);
            findings.check("a stream can be closed while the provider is silent", checks::closed);
        }
        checks.tools(findings);
    }

    private String answers(boolean stream) {
        subject.provider().follow(subject.fake().says(Said.text(Questions.SAID)));
        return objection(subject.provider().answer(Questions.plain(subject.model(), stream)));
    }

    private static String objection(Collected answer) {
        if (answer.failure().isPresent()) {
            return "it failed: " + answer.failure().get();
        }
        if (!answer.text().equals(Questions.SAID)) {
            return "the text is '" + answer.text() + "'";
        }
        Optional<FinishReason> finish = answer.choices().get(0).finish();
        if (!finish.equals(Optional.of(FinishReason.STOP))) {
            return "it ended with " + finish;
        }
        var usage = answer.receipt().usage();
        return usage.count(Unit.INPUT).equals(Optional.of(11L)) && usage.count(Unit.OUTPUT).equals(Optional.of(7L)) ? ""
                : "11 tokens went in and 7 came out, but it says " + usage;
    }

    private String request() {
        List<SeenRequest> seen = subject.provider().requests();
        if (seen.size() != 1) {
            return seen.size() + " requests were made for one answer";
        }
        SeenRequest request = seen.getFirst();
        if (!request.path().startsWith(subject.provider().basePath() + "/")) {
            return "it went to " + request.path() + ", which is not below " + subject.provider().basePath();
        }
        if (!request.text().contains("gr\u00fc\u00dfe") && !request.text().contains("gr\\u00fc")) {
            return "the words of the user are not in it: " + request;
        }
        for (Map.Entry<String, String> header : headers().entrySet()) {
            if (!request.header(header.getKey()).equals(Optional.of(header.getValue()))) {
                return "the header " + header.getKey() + " is not what the descriptor says";
            }
        }
        if (subject.provider().credentials().betrayed(request.text())) {
            return "the body holds the key";
        }
        return subject.provider().credentials().objection(request);
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        subject.provider().source().descriptor().path("headers").properties().forEach(header -> {
            if (!header.getValue().asText().contains("$[")) {
                headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue().asText());
            }
        });
        return headers;
    }

    private String slow() {
        subject.provider().follow(request -> subject.fake().answer(request, Said.text(Questions.SAID)).byteByByte());
        return objection(subject.provider().answer(Questions.plain(subject.model(), true)));
    }

    private String closed() {
        CountDownLatch never = new CountDownLatch(1);
        ScriptedAnswer streamed = subject.fake().streamed(Said.text(Questions.SAID));
        subject.provider().follow(_ -> streamed.waitingBefore(streamed.steps().size() / 2, never));
        try (Reply reply = subject.provider().ask(Questions.plain(subject.model(), true))) {
            Optional<Piece> first = reply.next();
            return first.isEmpty() || first.get().failure().isPresent() ? "the first piece did not come: "
                    + first.flatMap(Piece::failure) : "";
        } finally {
            never.countDown();
        }
    }

    private void tools(Findings findings) {
        Optional<String> model = choice.caller();
        if (model.isEmpty() || !subject.fake().calls()) {
            findings.skip("chat calls tools", "no model of it says that it can");
            return;
        }
        for (boolean stream : new boolean[] {false, true}) {
            findings.check("chat calls tools " + (stream ? "streamed" : "whole"), () -> called(model.get(), stream));
        }
    }

    private String called(String model, boolean stream) {
        subject.provider().follow(subject.fake().says(Said.call("weather", ARGUMENTS)));
        Collected answer = subject.provider().answer(Questions.withTool(model, stream));
        if (answer.failure().isPresent()) {
            return "it failed: " + answer.failure().get();
        }
        boolean dropped = dropsTools();
        if (!dropped && !subject.provider().requests().getFirst().text().contains("weather")) {
            return "the tool is not in the request";
        }
        List<Part.ToolCall> calls = new ArrayList<>(answer.choices().containsKey(0) ? answer.choices().get(0).calls() : List.of());
        if (calls.size() != 1 || !calls.getFirst().name().equals("weather") || calls.getFirst().id().isEmpty()) {
            return "the calls are " + calls;
        }
        String arguments = calls.getFirst().arguments().replace(" ", "");
        boolean finished = answer.choices().get(0).finish().equals(Optional.of(FinishReason.TOOL_CALLS));
        return !arguments.equals(ARGUMENTS) ? "the arguments are " + arguments
                : finished ? "" : "it ended with " + answer.choices().get(0).finish();
    }

    private boolean dropsTools() {
        for (var path : subject.provider().source().descriptor().path("quirks").path("drop")) {
            if (path.asText().equals("tools")) {
                return true;
            }
        }
        return false;
    }
}
