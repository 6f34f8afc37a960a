package modelscan.stage.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import modelscan.api.gateway.Piece;
import modelscan.api.model.StreamEvent;
import org.junit.jupiter.api.Test;

class HeardTest {
    private static long words(Heard heard) {
        return heard.text().chars().filter(letter -> letter == 'w').count() * heard.stride();
    }

    @Test
    void keepsAllOfAShortAnswer() {
        Heard heard = new Heard();
        for (int i = 0; i < 100; i++) {
            heard.add(Piece.of(new StreamEvent.TextDelta(0, "w")));
        }
        assertEquals(100, words(heard));
    }

    @Test
    void whatComesInTurnsIsNotTakenForNothingNorForTwice() {
        for (int every : new int[] {2, 3, 4, 8, 16}) {
            Heard heard = new Heard();
            for (int i = 0; i < 20_000; i++) {
                heard.add(Piece.of(new StreamEvent.TextDelta(0, i % every == 1 ? "w" : "")));
            }
            double share = words(heard) / (20_000.0 / every);
            assertTrue(share > 0.3 && share < 2, "1 of " + every + ": " + share);
        }
    }
}
