package modelscan.core.catalog;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import modelscan.api.gateway.Candidate;
import modelscan.api.model.ErrorCode;
import modelscan.api.model.Failure;
import modelscan.api.model.FailureException;

/** Puts the model's name into a path. */
final class ModelPath {
    private static final String PLACE = "{model}";

    private ModelPath() {
    }

    /**
     * The path for this candidate; slashes in the name stay, everything else that means something in a path is escaped.
     *
     * @throws FailureException if the name would lead out of the path
     */
    static String of(String path, Candidate candidate) {
        if (!path.contains(PLACE)) {
            return path;
        }
        String id = candidate.model().id();
        for (String segment : id.split("/", -1)) {
            if (List.of("", ".", "..").contains(segment)) {
                throw new FailureException(Failure.of(ErrorCode.INVALID_REQUEST, "'" + id + "' cannot be the name of a model")
                        .at("model"));
            }
        }
        return path.replace(PLACE, URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/"));
    }
}
