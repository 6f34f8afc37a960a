package modelscan.stage.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.function.Supplier;
import modelscan.api.gateway.Audit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Where changes are told before they are made, if anybody keeps that. */
@Component(service = Trail.class)
public final class Trail {
    private final String actor;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Audit audit;

    @Activate
    public Trail() {
        this("", null);
    }

    Trail(String actor, Audit audit) {
        this.actor = actor;
        this.audit = audit;
    }

    /** The same, in somebody's name. */
    Trail of(String somebody) {
        return new Trail(somebody, audit);
    }

    JsonNode nothing() {
        return NullNode.getInstance();
    }

    <T> T telling(Kind kind, String id, String what, JsonNode before, JsonNode after, Supplier<T> work) {
        Audit keeper = audit;
        return keeper == null ? work.get() : keeper.making(new Audit.Change(actor, kind.word() + "." + what, id, before, after), work);
    }
}
