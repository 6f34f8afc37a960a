package modelscan.core.catalog.discovery;

import java.util.Set;
import modelscan.api.model.Operation;
import modelscan.core.catalog.descriptor.Listing;

/** A provider that lists its models itself. */
public interface Lister {
    /** Its id. */
    String provider();

    /** Whether it is an engine on this machine. */
    boolean local();

    /** Whether it can be asked: it has its key and its address. */
    boolean ready();

    /** What it can be asked for. */
    Set<Operation> serves();

    /** Where its list is and how it is read. */
    Listing listing();

    /** Where what it tells is kept. */
    Assortment assortment();

    /**
     * Its list, as it tells it.
     *
     * @throws modelscan.api.model.FailureException if it does not
     */
    byte[] fetch();
}
