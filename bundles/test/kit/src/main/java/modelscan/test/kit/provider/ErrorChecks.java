package modelscan.test.kit.provider;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import modelscan.api.gateway.Collected;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.test.kit.Script;
import modelscan.test.kit.ScriptedAnswer;
import modelscan.test.kit.dialect.DialectFake;

/** That each status of an error means what it must, with the time to wait, and without the key. */
record ErrorChecks(Subject subject) {
    private static final List<Row> TABLE = List.of(
            new Row(400, 400, EnumSet.of(ErrorCode.INVALID_REQUEST)),
            new Row(401, 502, EnumSet.of(ErrorCode.PROVIDER_KEY_REFUSED)),
            new Row(403, 502, EnumSet.of(ErrorCode.PROVIDER_KEY_REFUSED)),
            new Row(404, 404, EnumSet.of(ErrorCode.UNSUPPORTED, ErrorCode.MODEL_NOT_FOUND)),
            new Row(408, 408, EnumSet.of(ErrorCode.PROVIDER_TIMEOUT)),
            new Row(413, 413, EnumSet.of(ErrorCode.TOO_LARGE, ErrorCode.CONTEXT_TOO_LONG)),
            new Row(422, 422, EnumSet.of(ErrorCode.UNPROCESSABLE)),
            new Row(429, 429, EnumSet.of(ErrorCode.RATE_LIMITED)),
            new Row(500, 500, EnumSet.of(ErrorCode.PROVIDER_ERROR)),
            new Row(502, 502, EnumSet.of(ErrorCode.PROVIDER_ERROR)),
            new Row(503, 503, EnumSet.of(ErrorCode.PROVIDER_OVERLOADED)),
            new Row(529, 529, EnumSet.of(ErrorCode.PROVIDER_OVERLOADED)));

    /** What an error of the provider must become. */
    private record Row(int status, int shown, Set<ErrorCode> codes) {
    }

    static void look(Subject subject, Findings findings) {
        ErrorChecks checks = new ErrorChecks(subject);
        for (Row row : TABLE) {
            findings.check("error " + row.status, () -> checks.status(row));
        }
        checks.waits(findings);
    }

    private String status(Row row) {
        // Some providers repeat the key they refuse.
        String key = subject.provider().credentials().secrets().getFirst();
        Optional<Failure> failure = refused(subject.fake().error(row.status, "it does not work with " + key + "."));
        if (failure.isEmpty()) {
            return "it did not fail";
        }
        Failure told = failure.get();
        if (subject.provider().credentials().betrayed(told.toString())) {
            return "the key is in the failure";
        }
        if (!row.codes.contains(told.code()) || told.status() != row.shown) {
            return "it became " + told.code() + " with status " + told.status();
        }
        return told.provider().equals(Optional.of(subject.provider().source().id())) ? "" : "it does not name the provider";
    }

    private void waits(Findings findings) {
        ScriptedAnswer busy = subject.fake().error(429, "slow down");
        DateTimeFormatter date = DateTimeFormatter.RFC_1123_DATE_TIME;
        wait(findings, "in seconds", busy.header("retry-after", "7"), Duration.ofSeconds(7), Duration.ofSeconds(7));
        wait(findings, "in decimal seconds", busy.header("retry-after", "1.5"), Duration.ofMillis(1500), Duration.ofMillis(1500));
        wait(findings, "in milliseconds", busy.header("retry-after-ms", "250"), Duration.ofMillis(250), Duration.ofMillis(250));
        String soon = date.format(ZonedDateTime.ofInstant(Instant.now().plusSeconds(60), ZoneOffset.UTC));
        wait(findings, "as a date", busy.header("retry-after", soon), Duration.ofSeconds(20), Duration.ofSeconds(61));
        wait(findings, "at 503", subject.fake().error(503, "busy").header("retry-after", "3"), Duration.ofSeconds(3),
                Duration.ofSeconds(3));
        findings.check("retry-after at 400 means nothing", () ->
                refused(subject.fake().error(400, "no").header("retry-after", "7")).flatMap(Failure::retryAfter)
                        .map(wait -> "it waits " + wait).orElse(""));
        if (subject.fake() == DialectFake.GEMINI) {
            wait(findings, "as RetryInfo", ScriptedAnswer.json(429, "{\"error\":{\"code\":429,\"message\":\"slow down\",\"status\":"
                    + "\"RESOURCE_EXHAUSTED\",\"details\":[{\"@type\":\"type.googleapis.com/google.rpc.RetryInfo\","
                    + "\"retryDelay\":\"34.4s\"}]}}"), Duration.ofMillis(34_400), Duration.ofMillis(34_400));
        }
    }

    private void wait(Findings findings, String form, ScriptedAnswer answer, Duration least, Duration most) {
        findings.check("retry-after " + form, () -> {
            Optional<Failure> failure = refused(answer);
            Optional<Duration> wait = failure.flatMap(Failure::retryAfter);
            boolean right = wait.isPresent() && wait.get().compareTo(least) >= 0 && wait.get().compareTo(most) <= 0;
            return right ? "" : "it waits " + wait;
        });
    }

    private Optional<Failure> refused(ScriptedAnswer answer) {
        subject.provider().follow(Script.always(answer));
        Collected told = subject.provider().answer(Questions.plain(subject.model(), true));
        return told.failure();
    }
}
