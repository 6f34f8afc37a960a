package modelscan.test.reference;

import modelscan.test.kit.ReferencePage;
import org.junit.jupiter.api.Test;

class ProvidersPageTest {
    @Test
    void thePageTellsWhatTheDescriptorsSay() {
        ReferencePage.named("providers.md").check(ProvidersPage.of(Described.all(), Described.coded()));
    }
}
