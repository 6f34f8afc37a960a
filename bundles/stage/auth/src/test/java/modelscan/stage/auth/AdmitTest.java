package modelscan.stage.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Cost;
import modelscan.api.gateway.Estimates;
import modelscan.api.gateway.Exchange;
import modelscan.api.gateway.Inquiry;
import modelscan.api.gateway.Next;
import modelscan.api.gateway.Piece;
import modelscan.api.gateway.PlanBook;
import modelscan.api.gateway.Principal;
import modelscan.api.gateway.Reply;
import modelscan.api.gateway.Wishes;
import modelscan.api.model.ChatRequest;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;
import modelscan.api.model.Message;
import modelscan.api.model.Operation;
import modelscan.api.model.Original;
import modelscan.api.model.StreamEvent;
import modelscan.api.model.Unit;
import modelscan.api.model.Usage;
import modelscan.test.kit.Samples;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdmitTest {
    private static final Candidate GROQ = Samples.candidate("groq", "llama");
    private static final Candidate OPENAI = Samples.candidate("openai", "gpt-4o");
    private static final Next HELLO = _ -> Reply.of(new StreamEvent.TextDelta(0, "hello"))
            .receipted(receipt -> receipt.from(GROQ, 1));
    @TempDir
    private Path home;
    private final MemoryStore store = new MemoryStore();
    private final AtomicLong expected = new AtomicLong(10);
    private Ground ground;

    @BeforeEach
    void open() {
        ground = new Ground(home, store);
    }

    @AfterEach
    void close() throws Exception {
        store.close();
    }

    @Test
    void whoNeedsNoKeyIsLetThrough() {
        ground.make(Kind.KEY, "{'name':'a','models':[]}");
        assertEquals("hello", ask(Principal.ANONYMOUS, HELLO));
    }

    @Test
    void aKeyThatWasDeletedMeanwhileIsRefused() {
        Principal caller = ground.caller("{'name':'a'}");
        ground.desk.delete(Kind.KEY, caller.id());
        assertEquals(ErrorCode.UNAUTHENTICATED, refusal(caller).code());
    }

    @Test
    void allMustAllowWhatIsAskedFor() {
        ground.make(Kind.TEAM, "{'name':'red','models':['groq/*'],'operations':['chat','embedding']}");
        ground.make(Kind.USER, "{'name':'ann','models':['gpt-4o','llama']}");
        assertEquals("hello", ask(ground.caller("{'name':'a','team':'red','user':'ann'}"), HELLO));
        Failure team = refusal(ground.caller("{'name':'b','team':'red'}"), OPENAI);
        assertEquals(ErrorCode.FORBIDDEN, team.code());
        assertEquals("team 'red' may not use the model 'shared'; it may use groq/*", team.message());
        Principal torn = ground.caller("{'name':'c','models':['openai/*'],'team':'red'}");
        assertTrue(refusal(torn, OPENAI, GROQ).message().contains(" and team 'red' together may not use the model"));
        Principal mute = ground.caller("{'name':'d','operations':['image']}");
        assertTrue(refusal(mute).message().contains("may not ask for chat"));
        Exchange unknown = Samples.chat("auto:fastest", "hi").by(torn);
        assertEquals("hello", Samples.text(ground.admit(null, OPENAI).handle(unknown, HELLO)), "routing knows aliases, and asks");
    }

    @Test
    void routingLearnsWhoMayServeWhomAndCannotForgetToAsk() {
        Permission permission = new Permission(ground.directory);
        Principal caller = ground.caller("{'name':'a','models':['groq/*']}");
        assertTrue(permission.allows(caller, GROQ, Operation.CHAT));
        assertFalse(permission.allows(caller, OPENAI, Operation.CHAT));
        assertTrue(permission.allows(Principal.ANONYMOUS, OPENAI, Operation.CHAT));
        Exchange exchange = ground.chat(caller);
        assertEquals("hello", Samples.text(permission.handle(exchange.to(GROQ, 1), HELLO)));
        Failure refused = permission.handle(exchange.to(OPENAI, 1), HELLO).next().flatMap(Piece::failure).orElseThrow();
        assertEquals(ErrorCode.FORBIDDEN, refused.code());
        assertEquals("key 'a' (" + caller.id() + ") may not use the model 'openai/gpt-4o'; it may use groq/*", refused.message());
    }

    @Test
    void toolsAreKnownByNameInEveryDialect() {
        Principal caller = ground.caller("{'name':'a','tools':['get_*','web_search']}");
        for (String allowed : List.of("{'tools':[{'type':'function','function':{'name':'get_time'}}]}", "{'messages':[]}",
                "{'tools':[{'name':'get_time','input_schema':{}},{'type':'web_search_20250305','name':'web_search'}]}",
                "{'tools':[{'type':'web_search'}]}", "{'tools':[{'functionDeclarations':[{'name':'get_time'}]}]}")) {
            assertEquals("hello", Samples.text(ground.admit(null).handle(written(caller, allowed), HELLO)), allowed);
        }
        for (String refused : List.of("{'tools':[{'type':'function','function':{'name':'rm'}}]}", "{'functions':[{'name':'rm'}]}",
                "{'tools':[{'type':'function','name':'rm'}]}", "{'tools':[{'type':'rm'}]}", "{'tools':[{'rm':{}}]}",
                "{'tools':[{'functionDeclarations':[{'name':'get_time'},{'name':'rm'}]}]}",
                "{'toolConfig':{'tools':[{'toolSpec':{'name':'rm'}}]}}", "{'tools':[{'type':'rm','name':'rm'}]}")) {
            Failure failure = ground.admit(null).handle(written(caller, refused), HELLO).next().flatMap(Piece::failure).orElseThrow();
            assertEquals("key 'a' (" + caller.id() + ") may not use the tool 'rm'", failure.message(), refused);
        }
    }

    @Test
    void requestsAreCountedAndTheRefusalTellsWhen() {
        Principal caller = ground.caller("{'name':'a','limits':{'rpm':2}}");
        ask(caller, HELLO);
        ask(caller, HELLO);
        Failure refused = refusal(caller);
        assertEquals(ErrorCode.RATE_LIMITED, refused.code());
        assertEquals("key 'a' (" + caller.id() + ") may have 2 requests per minute (rpm), and has; there is room again at "
                + "2026-11-21T12:01:01Z", refused.message());
        assertEquals(Duration.ofSeconds(61), refused.retryAfter().orElseThrow());
        ground.wall.set(Ground.START.plus(Duration.ofHours(1)));
        assertEquals(ErrorCode.RATE_LIMITED, refusal(caller).code(), "setting the clock makes no room");
        ground.wall.set(Ground.START.minus(Duration.ofHours(1)));
        assertEquals(ErrorCode.RATE_LIMITED, refusal(caller).code());
        ground.pass(Duration.ofSeconds(61));
        ask(caller, HELLO);
    }

    @Test
    void aLimitOfATeamHoldsForAllItsKeysAndAChangeKeepsWhatWasUsed() {
        ground.make(Kind.TEAM, "{'name':'red','limits':{'rpd':3}}");
        Principal one = ground.caller("{'name':'a','team':'red'}");
        Principal other = ground.caller("{'name':'b','team':'red'}");
        ask(one, HELLO);
        ask(other, HELLO);
        ask(one, HELLO);
        assertTrue(refusal(other).message().startsWith("team 'red' may have 3 requests per day (rpd)"));
        ground.desk.change(Kind.TEAM, "red", Ground.json("{'limits':{'rpd':4}}"));
        ask(other, HELLO);
        refusal(one);
        ground.desk.change(Kind.TEAM, "red", Ground.json("{'limits':{'rpd':null}}"));
        ask(one, HELLO);
    }

    @Test
    void tokensAreTakenByEstimateAndSettledByUse() {
        Principal caller = ground.caller("{'name':'a','limits':{'tpm':100}}");
        expected.set(60);
        Reply running = handle(caller, using(30));
        assertTrue(refusal(caller).message().contains("100 tokens per minute (tpm)"), "60 and 60 are too many");
        Samples.events(running);
        ask(caller, using(70));
        expected.set(1);
        refusal(caller);
        ground.pass(Duration.ofMinutes(2));
        expected.set(101);
        Failure never = refusal(caller);
        assertTrue(never.message().contains("less than this request alone needs, about 101 tokens"), never.message());
        assertEquals(Optional.empty(), never.retryAfter());
    }

    @Test
    void whatIsUnknownStaysAsExpectedAndWhatNobodyDidIsNothing() {
        Principal caller = ground.caller("{'name':'a','limits':{'tpm':100}}");
        expected.set(60);
        assertEquals(ErrorCode.MODEL_NOT_FOUND, handle(caller, _ -> Reply.refused(ErrorCode.MODEL_NOT_FOUND, "none")
                .receipted(receipt -> receipt.failing(Failure.of(ErrorCode.MODEL_NOT_FOUND, "none")))).collect().failure().orElseThrow().code());
        handle(caller, _ -> HELLO.handle(null).receipted(receipt -> receipt.using(tokens(60)).fromCache())).collect();
        ask(caller, HELLO);
        refusal(caller);
    }

    @Test
    void thoseAtOnceAreCountedUntilTheyEndHoweverThatComes() {
        Principal caller = ground.caller("{'name':'a','limits':{'concurrent':2}}");
        Reply first = handle(caller, HELLO);
        Reply second = handle(caller, HELLO);
        Failure refused = refusal(caller);
        assertTrue(refused.message().contains("2 requests at once (concurrent)"), refused.message());
        assertEquals(Duration.ofSeconds(1), refused.retryAfter().orElseThrow());
        first.close();
        first.close();
        Reply third = handle(caller, HELLO);
        refusal(caller);
        Samples.events(second);
        Samples.events(third);
        for (int i = 0; i < 5; i++) {
            assertThrows(IllegalStateException.class, () -> handle(caller, _ -> {
                throw new IllegalStateException("a bug further in");
            }));
        }
        List<Reply> two = new ArrayList<>(List.of(handle(caller, HELLO), handle(caller, HELLO)));
        refusal(caller);
        two.forEach(Reply::close);
    }

    @Test
    void aRunningAnswerEndsThoughItsKeyIsGone() {
        Principal caller = ground.caller("{'name':'a','limits':{'concurrent':2}}");
        Reply running = handle(caller, HELLO);
        ground.desk.delete(Kind.KEY, caller.id());
        assertEquals("hello", Samples.text(running));
    }

    @Test
    void aCallerIsToldWhatIsLeftOfItsLimits() {
        expected.set(10);
        Principal caller = ground.caller("{'name':'a','limits':{'rpm':5,'rpd':2,'tpm':1000}}");
        Reply first = handle(caller, using(10));
        List<PlanBook.Quota> left = first.receipt().allowances();
        Samples.events(first);
        assertEquals(List.of("requests 2 1", "tokens 1000 990"), left.stream().map(quota -> quota.what().word() + " "
                + quota.limit().orElseThrow() + " " + quota.remaining().orElseThrow()).toList());
        assertTrue(left.getFirst().reset().orElseThrow().compareTo(Duration.ofDays(1)) >= 0, "the day is what is near its end");
        handle(caller, HELLO).close();
        Reply refused = handle(caller, HELLO);
        assertEquals(BigDecimal.ZERO, refused.receipt().allowances().getFirst().remaining().orElseThrow());
        assertEquals(List.of(), handle(ground.caller("{'name':'free'}"), HELLO).receipt().allowances());
    }

    @Test
    void onlyAKeyOfWhichItWasSaidMayAskForHighPriority() {
        assertTrue(refusal(wishing(ground.caller("{'name':'a'}"), "high")).message().contains("may not ask for high priority"));
        assertEquals("high", priority(wishing(ground.caller("{'name':'b','priority':'high'}"), "high")));
        assertEquals("low", priority(wishing(ground.caller("{'name':'c'}"), "low")));
        assertEquals("", priority(ground.chat(ground.caller("{'name':'d'}"))));
        assertEquals("low", priority(ground.chat(ground.caller("{'name':'e','priority':'low'}"))), "who may have less has less");
        ground.make(Kind.TEAM, "{'name':'red','priority':'normal'}");
        Failure team = refusal(wishing(ground.caller("{'name':'f','team':'red','priority':'high'}"), "high"));
        assertEquals("team 'red' may not ask for high priority, but for normal at most", team.message());
        assertThrows(FailureException.class, () -> ground.make(Kind.KEY, "{'name':'g','priority':'urgent'}"));
    }

    private Exchange wishing(Principal caller, String priority) {
        return ground.chat(caller).wishing(new Wishes(Map.of("priority", priority)));
    }

    private Failure refusal(Exchange exchange) {
        return ground.admit(null, GROQ).handle(exchange, HELLO).next().flatMap(Piece::failure).orElseThrow();
    }

    private String priority(Exchange exchange) {
        List<String> seen = new ArrayList<>();
        ground.admit(null, GROQ).handle(exchange, admitted -> {
            seen.add(admitted.wishes().named("priority").orElse(""));
            return HELLO.handle(admitted);
        }).close();
        return seen.getFirst();
    }

    @Test
    void ofHundredsTheSameAreAllowedAsOneByOne() {
        Random random = new Random(6);
        List<Candidate> all = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            all.add(Samples.candidate("p" + random.nextInt(12), (random.nextBoolean() ? "x/" : "") + "m" + random.nextInt(40)));
        }
        List<String> rules = List.of("p1/*", "p1*/*", "*", "m7", "m1*", "*/x/*", "p3/x/m1", "p4/m*2", "none", "*/m3", "p*/x/m2*");
        Permission permission = new Permission(ground.directory);
        for (int round = 0; round < 60; round++) {
            String team = "t" + round;
            ground.make(Kind.TEAM, "{'name':'" + team + "','models':" + some(rules, random) + "}");
            Principal caller = ground.caller("{'name':'k','team':'" + team + "','models':" + some(rules, random) + "}");
            List<Candidate> expected = all.stream().filter(permission.allowed(caller, Operation.CHAT)).toList();
            assertEquals(expected, permission.allowed(caller, Operation.CHAT, all));
            assertSame(permission.allowed(caller, Operation.CHAT, all), permission.allowed(caller, Operation.CHAT, all));
            assertEquals(all.subList(0, 9).stream().filter(permission.allowed(caller, Operation.CHAT)).toList(),
                    permission.allowed(caller, Operation.CHAT, all.subList(0, 9)), "a few are looked at one by one");
        }
    }

    private static String some(List<String> rules, Random random) {
        return rules.stream().filter(_ -> random.nextInt(3) == 0).map(rule -> "'" + rule + "'").toList().toString();
    }

    private String ask(Principal caller, Next next) {
        return Samples.text(handle(caller, next));
    }

    private Reply handle(Principal caller, Next next) {
        Estimates estimates = (_, _) -> new Estimates.Estimate(tokens(expected.get()), tokens(expected.get()),
                new Cost.Unknown("test"), new Cost.Unknown("test"), 0);
        return ground.admit(estimates, GROQ).handle(ground.chat(caller), next);
    }

    private Failure refusal(Principal caller, Candidate... candidates) {
        Reply reply = candidates.length == 0 ? handle(caller, HELLO) : ground.admit(null, candidates).handle(ground.chat(caller), HELLO);
        return reply.next().flatMap(Piece::failure).orElseThrow();
    }

    private static Next using(long tokens) {
        return exchange -> HELLO.handle(exchange).receipted(receipt -> receipt.using(tokens(tokens)));
    }

    private static Usage tokens(long count) {
        return Usage.NONE.with(Unit.INPUT, count / 2).with(Unit.OUTPUT, count - count / 2);
    }

    private static Exchange written(Principal caller, String body) {
        record Body(String dialect, byte[] bytes) implements Original {
        }
        Original original = new Body("any", body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        return Exchange.of("test", Inquiry.written(Operation.CHAT, "shared", true, original,
                () -> ChatRequest.of("shared", Message.user("hi")))).by(caller);
    }
}
