package modelscan.test.roundtrip;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import modelscan.test.kit.ReferencePage;
import org.junit.jupiter.api.Test;

class RoundTripTest {
    private static final Crossings CROSSINGS = Crossings.all();

    @Test
    void nothingAClientSaysIsLostSilently() {
        assertEquals("", CROSSINGS.requests().stream().flatMap(each -> each.silences().stream())
                .collect(Collectors.joining("\n")));
    }

    @Test
    void nothingAProviderSaysIsLostThatTheClientCouldBeTold() {
        assertEquals("", CROSSINGS.answers().stream().flatMap(each -> each.silences().stream())
                .collect(Collectors.joining("\n")));
    }

    @Test
    void noExceptionIsLeftThatNothingNeeds() {
        Set<Object> idle = new HashSet<>(Known.ALL);
        idle.addAll(Unsaid.ALL);
        CROSSINGS.requests().forEach(each -> idle.removeAll(each.excused()));
        CROSSINGS.answers().forEach(each -> idle.removeAll(each.excused()));
        assertEquals(Set.of(), idle);
    }

    @Test
    void thePageTellsWhatWasFound() {
        ReferencePage.named("round-trip.md").check(RoundTripPage.of(CROSSINGS));
    }
}
