package modelscan.http.gateway;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import modelscan.api.model.Failure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which error shape clients expect at an address: that of the dialect whose addresses are nearest; never changes. */
final class ErrorShapes {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorShapes.class);

    private final List<Claim> claims = new ArrayList<>();
    private final Map<String, ErrorShape> byOwner = new HashMap<>();

    private record Claim(PathTemplate path, String owner) {
    }

    /** An address belongs to an owner. */
    void claim(PathTemplate path, String owner) {
        claims.add(new Claim(path, owner));
    }

    /** Errors at all addresses of an owner look like this. */
    void shape(String owner, ErrorShape shape) {
        byOwner.putIfAbsent(owner, shape);
    }

    /** The shape at a path as it was sent; empty where no dialect, or more than one, is nearest. */
    Optional<ErrorShape> at(String rawPath) {
        int nearest = 1;
        Optional<String> owner = Optional.empty();
        boolean several = false;
        for (Claim claim : claims) {
            int common = claim.path().common(rawPath);
            if (common > nearest) {
                nearest = common;
                owner = Optional.empty();
                several = false;
            }
            if (common == nearest && byOwner.containsKey(claim.owner())) {
                several |= owner.isPresent() && !owner.get().equals(claim.owner());
                owner = Optional.of(claim.owner());
            }
        }
        return several ? Optional.empty() : owner.map(byOwner::get);
    }

    /** The body of a failure in a shape; a shape that fails itself has no say. */
    static byte[] body(Failure failure, ErrorShape shape, ErrorShape otherwise) {
        try {
            return shape.body(failure);
        } catch (RuntimeException broken) {
            LOG.error("a dialect cannot write a failure", broken);
            return otherwise.body(failure);
        }
    }
}
