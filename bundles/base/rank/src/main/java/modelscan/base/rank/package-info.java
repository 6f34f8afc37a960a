/** Putting things in order, quickly. */
@Export
@Version("1.0.0")
package modelscan.base.rank;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
