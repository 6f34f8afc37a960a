package modelscan.launcher.it.truth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import modelscan.launcher.it.truth.FaultClient.Answer;
import modelscan.launcher.it.truth.FaultRow.Charge;
import modelscan.launcher.it.truth.FaultRow.End;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every fault of an upstream against a whole gateway: what the caller, the upstream and the ledger see of it. */
@Timeout(300)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UpstreamFaultsIT {
    // Further calls are kept to a fifth of the requests, so each row comes with its share of calm ones.
    private static final int CALM = 11;
    private static final int LAST = Integer.MAX_VALUE;
    private static final List<FaultRow> ROWS = FaultTable.rows();
    private static FaultRig rig;
    private static FaultClient client;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        rig = FaultRig.start(folder, ROWS, FaultSeries.models(), FaultSeries.routes());
        client = new FaultClient(rig.gateway);
    }

    @AfterAll
    static void stop() throws Exception {
        client.close();
        rig.close();
    }

    @TestFactory
    @Order(1)
    Stream<DynamicTest> faults() {
        return ROWS.stream().map(row -> DynamicTest.dynamicTest(row.toString(), () -> act(row)));
    }

    @Test
    @Order(LAST)
    void bothBooksAgree() throws Exception {
        FaultBalance balance = FaultBalance.of(rig.book.calls(), client.questions(), client.ledger());
        System.out.print(balance.words());
        assertEquals(List.of(), balance.wrong);
    }

    // First of all, because every request before would allow further calls.
    @Test
    @Order(0)
    void u34Flapping() throws Exception {
        FaultSeries.flap(rig);
        int answered = 0;
        int asked = 150;
        for (int i = 0; i < asked; i++) {
            Answer answer = client.chat("route-flapping", i % 2 == 0);
            assertTrue(List.of(200, 500, 503).contains(answer.status()), answer.text());
            answered += answer.status() == 200 ? 1 : 0;
        }
        int calls = FaultSeries.FLAPPING.stream().mapToInt(rig::calls).sum();
        System.out.printf("U34: %d of %d answered with three that fail every other time, %d calls%n", answered, asked, calls);
        // Half of all calls fail, so the aim of 99.9 % cannot be had with one further call for five requests; the rest is shed.
        assertTrue(calls <= asked + asked / 5 + FaultSeries.RESERVE, () -> calls + " calls");
        assertTrue(answered > 0, "somebody is answered");
    }

    @Test
    @Order(2)
    void u01AndU15TheBreaker() throws Exception {
        FaultSeries.calm(client, 2 * CALM);
        Answer refused = client.chat("closed/u01-breaker", false);
        for (int i = 0; i < 5 && refused.status() != 503; i++) {
            refused = client.chat("closed/u01-breaker", false);
        }
        assertEquals(503, refused.status(), refused.text());
        assertTrue(Integer.parseInt(refused.header("retry-after")) >= 1);
        FaultSeries.Patient patient = FaultSeries.patient(rig);
        FaultSeries.eventually("the breaker is open", () -> client.chat("faulty/u15", false).status() == 503);
        assertEquals(5, rig.calls("u15"), "calls until it opens");
        patient.heal();
        Thread probing = Thread.ofVirtual().start(() -> FaultSeries.unchecked(() ->
                FaultSeries.eventually("it works again", () -> client.chat("faulty/u15", false).status() == 200)));
        FaultSeries.eventually("the probe is there", () -> rig.calls("u15") == 6);
        for (int i = 0; i < 8; i++) {
            assertEquals(503, client.chat("faulty/u15", false).status(), "one probe at a time");
        }
        assertEquals(6, rig.calls("u15"));
        patient.answer();
        probing.join();
        assertEquals(200, client.chat("faulty/u15", false).status(), "one good probe is enough");
        assertEquals(7, rig.calls("u15"));
    }

    @TestFactory
    @Order(3)
    Stream<DynamicTest> u14Limits() {
        return FaultSeries.FORMS.stream().map(form -> DynamicTest.dynamicTest("U14 " + form, () -> {
            rig.upstream.plays(form.model(), form.script(Instant.now()));
            FaultSeries.calm(client, CALM);
            Answer first = client.chat("route-" + form.model(), false);
            Answer second = client.chat("route-" + form.model(), false);
            assertEquals(List.of(200, 200), List.of(first.status(), second.status()), second.text());
            assertEquals(form.held() ? 1 : 2, rig.calls(form.model()), "calls");
            JsonNode tries = client.entry(first.request()).path("tries");
            assertEquals("rate_limited", tries.path(0).path("failure").asText(), tries::toString);
            if (form.seconds() > 30) {
                Answer alone = client.chat("faulty/" + form.model(), false);
                assertEquals(429, alone.status(), alone.text());
                assertFalse(alone.header("retry-after").isEmpty(), alone.text());
                int wait = Integer.parseInt(alone.header("retry-after"));
                assertTrue(wait > form.seconds() - 30 && wait <= form.seconds(), () -> "to wait: " + wait);
            }
        }));
    }

    @Test
    @Order(4)
    void u14AndU17OtherKeysGoOn() throws Exception {
        for (int status : new int[] {429, 401}) {
            String model = "u14-keys-" + status;
            FaultSeries.Keys keys = FaultSeries.keys(rig, model, status);
            for (int i = 0; i < 4; i++) {
                Answer answer = client.chat("keys/" + model, i % 2 == 0);
                assertEquals(200, answer.status(), answer.text());
            }
            assertEquals(1, keys.refused(), "the refused key rests");
        }
    }

    @Test
    @Order(5)
    void u30ConnectionsThatCloseAsTheyAreUsed() throws Exception {
        FaultSeries.closing(rig);
        FaultSeries.calm(client, 4 * CALM);
        for (int i = 0; i < 10; i++) {
            FaultSeries.calm(client, 3 * CALM);
            assertEquals(200, client.chat("race/u30-race", false).status());
            Answer raced = client.chat("race/u30-race", false);
            assertEquals(200, raced.status(), () -> raced.text() + entryOf(raced));
            assertEquals("2", raced.header("x-modelscan-attempts"), "the first of the two broke");
            assertEquals(200, client.chat("race/u30-idle", false).status());
        }
        assertEquals(30, rig.calls("u30-race"));
    }

    @Test
    @Order(6)
    void u33EverybodyIsDown() throws Exception {
        FaultSeries.calm(client, 2 * CALM);
        rig.upstream.plays("u33", FaultAnswers.refusal(500));
        FaultSeries.eventually("both breakers are open", () -> client.chat("route-down", false).status() == 503
                && client.chat("route-down", false).text().contains("too often"));
        int calls = rig.calls("u33");
        Answer down = client.chat("route-down", true);
        assertEquals(503, down.status(), down.text());
        assertTrue(Integer.parseInt(down.header("retry-after")) >= 1, down.text());
        assertTrue(rig.calls("u33") - calls <= 1, "at most a probe");
    }

    @Test
    @Order(7)
    void everyTryIsJudgedByItsOwnFailure() throws Exception {
        FaultSeries.calm(client, 2 * CALM);
        rig.upstream.plays("both-refuses", FaultAnswers.refusal(500));
        rig.upstream.plays("both-breaks", FaultCall::reset);
        Answer answer = client.chat("route-both", false);
        assertEquals(500, answer.status(), answer.text());
        JsonNode tries = client.entry(answer.request()).path("tries");
        assertEquals("provider_error", tries.path(0).path("failure").asText(), tries::toString);
        assertEquals("0", tries.path(0).path("cost").asText(), tries::toString);
        assertEquals("stream_cut", tries.path(1).path("failure").asText(), tries::toString);
        assertFalse(tries.path(1).path("cost").asText().equals("0"), "nobody knows that it costs nothing: " + tries);
    }

    @Test
    @Order(8)
    void u07ClientsOfAnthropicSeeAnEventOfTheError() throws Exception {
        rig.upstream.plays("u07-messages", FaultAnswers.begins(5, FaultCall::reset));
        Answer answer = client.messages("faulty/u07-messages");
        assertEquals(200, answer.status(), answer.text());
        assertTrue(answer.text().contains("event: error"), answer.text());
        assertFalse(answer.text().contains("message_stop"), answer.text());
    }

    private static void act(FaultRow row) throws Exception {
        FaultSeries.calm(client, row.attempts > 1 ? CALM : 1);
        int good = rig.calls(FaultRig.GOOD);
        Answer answer = client.chat(row.route(), row.stream);
        assertEquals(row.status, answer.status(), answer.text());
        assertEquals(String.valueOf(row.attempts), answer.header("x-modelscan-attempts"), answer.text());
        switch (row.end) {
            case TAKEN_OVER -> complete(row, answer, "good");
            case SERVED -> complete(row, answer, row.provider);
            case REFUSED -> assertEquals(row.code, answer.code(), answer.text());
            case BROKEN -> {
                assertEquals(0, answer.ends(), "an answer that broke off never looks complete");
                assertEquals(row.code, answer.code(), () -> end(answer));
            }
        }
        assertEquals(row.calls, rig.calls(row.model()), "calls at the upstream");
        assertEquals(row.end == End.TAKEN_OVER ? 1 : 0, rig.calls(FaultRig.GOOD) - good, "calls of the other one");
        if (row.cancelled) {
            FaultSeries.eventually("the call is ended", () -> rig.upstream.gone(row.model()) == 1);
        }
        written(row, client.entry(answer.request()));
    }

    private static void complete(FaultRow row, Answer answer, String provider) throws Exception {
        assertEquals(provider, answer.header("x-modelscan-provider"), answer.text());
        assertEquals("", row.stream ? answer.code() : "", () -> end(answer));
        assertEquals(row.stream ? 1 : 0, answer.ends(), () -> end(answer));
    }

    private static void written(FaultRow row, JsonNode entry) {
        List<JsonNode> tries = new ArrayList<>();
        entry.path("tries").forEach(tries::add);
        assertEquals(row.attempts, tries.size(), entry.path("tries")::toString);
        assertEquals(row.end == End.REFUSED || row.end == End.BROKEN ? "failed" : "ok", entry.path("status").asText(), entry.path("tries")::toString);
        JsonNode first = tries.getFirst();
        assertEquals(row.provider, first.path("provider").asText(), entry.path("tries")::toString);
        assertEquals(row.code, first.path("failure").asText(""), entry.path("tries")::toString);
        charged(row.charge, first);
        if (row.end == End.TAKEN_OVER) {
            charged(Charge.BOOKED, tries.getLast());
        }
        assertEquals(row.charge != Charge.UNKNOWN, entry.path("priced").asBoolean(), entry.path("tries")::toString);
        assertEquals(row.charge == Charge.ESTIMATED, entry.path("estimated").asBoolean(), entry.path("tries")::toString);
    }

    // The amounts of what is booked are compared at the end, with all others.
    private static void charged(Charge charge, JsonNode one) {
        switch (charge) {
            case NOTHING -> assertTrue(one.path("usage").isEmpty() && one.path("cost").asText("?").equals("0"), one::toString);
            case UNKNOWN -> assertTrue(one.path("usage").isEmpty() && one.path("cost").isNull(), one::toString);
            case BOOKED -> assertTrue(one.path("cost").isTextual() && !one.path("estimated").asBoolean(), one::toString);
            case ESTIMATED -> assertTrue(one.path("cost").isTextual() && one.path("estimated").asBoolean(), one::toString);
        }
    }

    private static String entryOf(Answer answer) {
        try {
            return client.entry(answer.request()).path("tries").toString();
        } catch (Exception none) {
            return none.toString();
        }
    }

    private static String end(Answer answer) {
        return answer.text().substring(Math.max(0, answer.text().length() - 300));
    }
}
