/** Programs run as children of the gateway: bounded, watched, and ended with everything they started. */
@Export
@Version("1.0.0")
package modelscan.base.process;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
