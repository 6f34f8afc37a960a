package modelscan.stage.limit;

import com.fasterxml.jackson.databind.JsonNode;
import modelscan.api.gateway.Audit;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells who changed a plan, a limit or a price: the audit trail, or the log where there is none. */
@Component(service = Trail.class)
public final class Trail {
    private static final Logger LOG = LoggerFactory.getLogger(Trail.class);

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Audit audit;

    /** The same, which tells this one. */
    Trail telling(Audit known) {
        audit = known;
        return this;
    }

    void tell(String actor, String action, String subject, JsonNode before, JsonNode after) {
        Audit.Change change = new Audit.Change(actor, action, subject, before, after);
        Audit known = audit;
        if (known == null) {
            LOG.info("{}", change);
        } else {
            known.changed(change);
        }
    }
}
