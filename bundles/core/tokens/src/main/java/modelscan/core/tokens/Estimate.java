package modelscan.core.tokens;

import modelscan.api.gateway.Model;
import modelscan.api.gateway.TokenCounter;
import modelscan.api.model.Request;
import modelscan.api.model.Tools;

/** Counts for a family whose vocabulary nobody may ship: by what the texts are made of. */
final class Estimate implements TokenCounter {
    private final Family family;

    Estimate(Family family) {
        this.family = family;
    }

    @Override
    public Count count(Request request, Model model) {
        Contents contents = Contents.of(request);
        Tally tally = new Tally();
        contents.texts().forEach(tally::add);
        for (Tools.Definition tool : contents.tools()) {
            tally.add(tool.name());
            tally.add(tool.description());
            tally.add(tool.parameters().toString());
        }
        double sure = family.weights().tokens(tally) + family.overhead(contents);
        return Sum.of(sure, family.weights().error(), contents, family.pictures());
    }
}
