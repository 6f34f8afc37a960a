/** Providers and models that are there right now, and the extender that makes providers out of descriptors. */
@Capability(namespace = ExtenderNamespace.EXTENDER_NAMESPACE, name = "modelscan.provider", version = "1.0.0")
package modelscan.core.catalog;

import org.osgi.annotation.bundle.Capability;
import org.osgi.namespace.extender.ExtenderNamespace;
