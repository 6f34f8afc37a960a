package modelscan.test.kit.provider;

import java.util.Optional;
import modelscan.test.kit.dialect.DialectFake;

/** A provider under conversation, its model, and the fake that speaks its dialect. */
record Subject(LabProvider provider, String model, DialectFake fake) {
    static Optional<Subject> of(LabProvider provider, Optional<String> model) {
        return model.flatMap(name -> DialectFake.of(provider.source().descriptor().path("dialect").asText())
                .map(fake -> new Subject(provider, name, fake)));
    }
}
