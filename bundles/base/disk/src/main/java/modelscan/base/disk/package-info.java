/** What those who keep files have in common. */
@Export
@Version("1.0.0")
package modelscan.base.disk;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
