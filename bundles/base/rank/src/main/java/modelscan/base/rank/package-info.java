/** Putting things in order quickly, and finding nothing out twice. */
@Export
@Version("1.1.0")
package modelscan.base.rank;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
