package modelscan.strategy.fallback;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.annotation.Annotation;
import java.util.List;
import modelscan.api.gateway.Candidate;
import modelscan.api.gateway.Strategy;
import modelscan.test.kit.Samples;
import modelscan.test.kit.StrategyContract;
import org.junit.jupiter.api.Test;

class FallbackTest extends StrategyContract {
    private static final Candidate A = Samples.candidate("a", "m");
    private static final Candidate B = Samples.candidate("b", "m");
    private static final Candidate C = Samples.candidate("c", "m");

    @Override
    protected Strategy strategy() {
        return preferring("c", "a");
    }

    @Test
    void keepsTheOrderWhenTheOwnerHasNone() {
        assertEquals(List.of(A, B, C), preferring().order(Samples.chat("m", "hi"), List.of(A, B, C)));
    }

    @Test
    void putsNamedProvidersFirst() {
        assertEquals(List.of(C, A, B), preferring("c", "nobody", "a").order(Samples.chat("m", "hi"), List.of(A, B, C)));
    }

    private static Fallback preferring(String... providers) {
        return new Fallback(new Fallback.Config() {
            @Override
            public String[] providers() {
                return providers;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return Fallback.Config.class;
            }
        });
    }
}
