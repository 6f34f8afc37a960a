package modelscan.test.kit.provider;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import modelscan.api.gateway.Collected;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.test.kit.Script;
import modelscan.test.kit.ScriptedAnswer;
import modelscan.test.kit.dialect.Said;

/** That an answer which is none becomes a failure of the provider, and never a success or a bug of ours. */
record BrokenChecks(Subject subject) {
    private static final byte[] PAGE = "<!DOCTYPE html><html><title>Bad gateway</title></html>".getBytes(StandardCharsets.UTF_8);
    private static final Set<ErrorCode> OF_PROVIDERS = EnumSet.of(ErrorCode.PROVIDER_GARBAGE, ErrorCode.PROVIDER_ERROR,
            ErrorCode.STREAM_CUT, ErrorCode.PROVIDER_UNREACHABLE, ErrorCode.PROVIDER_OVERLOADED, ErrorCode.PROVIDER_TIMEOUT);

    static void look(Subject subject, Findings findings) {
        BrokenChecks checks = new BrokenChecks(subject);
        findings.check("a page of HTML with status 200", () -> checks.all(ScriptedAnswer.whole(200, "text/html", PAGE)));
        findings.check("a page of HTML with status 502", () -> checks.all(ScriptedAnswer.whole(502, "text/html", PAGE)));
        findings.check("an error with status 200", checks::politeError);
        findings.check("no HTTP at all", () -> checks.all(ScriptedAnswer.garbled(noise(7, 300))));
        findings.check("garbage instead of JSON", checks::garbage);
        findings.check("JSON of something else", () -> checks.all(ScriptedAnswer.json(200, "{\"weather\":\"fine\"}")));
        findings.check("an answer without a body", () -> checks.all(ScriptedAnswer.json(200, "")));
        if (subject.fake().streams()) {
            findings.check("a stream that breaks off", () -> checks.cut(false));
            findings.check("a stream that ends too early", () -> checks.cut(true));
            findings.check("garbage instead of a stream", checks::streamedGarbage);
        }
        findings.check("an answer that breaks off", () -> checks.failed(checks.ask(
                subject.fake().whole(Said.text(Questions.SAID)).cutAfter(20), false)));
    }

    private String all(ScriptedAnswer answer) {
        String whole = failed(ask(answer, false));
        return whole.isEmpty() ? failed(ask(answer, true)) : whole;
    }

    private String politeError() {
        ScriptedAnswer error = subject.fake().error(200, "the model is asleep");
        Collected answer = ask(error, false);
        if (answer.failure().isEmpty()) {
            return "it passes for an answer";
        }
        ErrorCode code = answer.failure().get().code();
        return code == ErrorCode.INTERNAL ? "it became " + code : "";
    }

    private String garbage() {
        for (int seed = 0; seed < 5; seed++) {
            String wrong = all(ScriptedAnswer.whole(200, "application/json", noise(seed, 40 + 200 * seed)));
            if (!wrong.isEmpty()) {
                return wrong + " (seed " + seed + ")";
            }
        }
        return "";
    }

    private String streamedGarbage() {
        String type = subject.fake().streamed(Said.text(Questions.SAID)).headers().get("content-type");
        for (int seed = 0; seed < 5; seed++) {
            String wrong = failed(ask(ScriptedAnswer.streamed(type, noise(seed, 100), noise(seed + 50, 500)), true));
            if (!wrong.isEmpty()) {
                return wrong + " (seed " + seed + ")";
            }
        }
        return "";
    }

    private String cut(boolean clean) {
        ScriptedAnswer whole = subject.fake().streamed(Said.text(Questions.SAID));
        ScriptedAnswer cut = clean ? new ScriptedAnswer(200, whole.headers(), whole.steps().subList(0, firstHalf(whole)), true)
                : subject.fake().cut(Said.text(Questions.SAID));
        return failed(ask(cut, true));
    }

    private static int firstHalf(ScriptedAnswer whole) {
        return Math.max(1, whole.steps().size() / 2);
    }

    private Collected ask(ScriptedAnswer answer, boolean stream) {
        subject.provider().follow(Script.always(answer));
        return subject.provider().answer(Questions.plain(subject.model(), stream));
    }

    private String failed(Collected answer) {
        Optional<Failure> failure = answer.failure();
        if (failure.isEmpty()) {
            return "it passes for an answer: '" + answer.text() + "'";
        }
        if (subject.provider().credentials().betrayed(failure.get().toString())) {
            return "the key is in the failure";
        }
        return OF_PROVIDERS.contains(failure.get().code()) ? "" : "it became " + failure.get().code() + ": "
                + failure.get().message();
    }

    private static byte[] noise(int seed, int length) {
        byte[] noise = new byte[length];
        new Random(seed).nextBytes(noise);
        return noise;
    }
}
