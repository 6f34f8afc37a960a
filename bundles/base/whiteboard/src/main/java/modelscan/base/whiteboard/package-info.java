/** Services of a kind, in order, leased while they are used: the one way in which parts meet. */
@Export
@Version("1.0.0")
package modelscan.base.whiteboard;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
