package modelscan.api.model;

import org.osgi.annotation.versioning.ConsumerType;

/** A request as the client wrote it; it travels along so that nothing the model has no word for is lost. */
@ConsumerType
public interface Original {
    /** The name of the dialect it is written in. */
    String dialect();

    /** The bytes as they came; not to be changed. */
    byte[] bytes();
}
