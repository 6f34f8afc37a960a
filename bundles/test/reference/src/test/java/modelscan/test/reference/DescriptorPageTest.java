package modelscan.test.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import modelscan.test.kit.ReferencePage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DescriptorPageTest {
    static List<Vocabulary> places() {
        return Vocabulary.all();
    }

    @ParameterizedTest
    @MethodSource("places")
    void everyWordThatIsAllowedIsDescribedAndNoOther(Vocabulary place) {
        assertEquals(place.allowed(), place.described(), place.title());
    }

    @Test
    void everyWordOfOurOwnDescriptorsIsAmongThem() {
        Set<String> known = new HashSet<>();
        places().forEach(place -> known.addAll(place.described()));
        Set<String> unknown = new TreeSet<>();
        for (Described provider : Described.all()) {
            provider.vocabulary().filter(word -> !known.contains(word)).forEach(word -> unknown.add(provider.id() + " " + word));
        }
        assertEquals(Set.of(), unknown);
        assertTrue(known.size() > 100, "only " + known.size());
    }

    @Test
    void thePageListsThem() {
        ReferencePage.named("descriptor.md").check(DescriptorPage.of(places()));
    }
}
