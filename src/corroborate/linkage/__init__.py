"""Two reports compared: which reports are of one incident, with what weight, and why.

What the pipeline keeps and calls
---------------------------------
For each report the record keeps its facts (`encode_facts`, one JSON text), its block keys (a row each)
and the component it is in (a report id). All of them follow from content.

    facts = facts_of(report, document, copy_group)       # copy_group: id shared by near-duplicates, or None;
                                                         # of the document's text the first READ characters serve
    keys = block_keys(facts)                             # set[str], at most a few dozen

To add a batch of new reports (one call of `link` a batch: it costs 0.3 to 1 s plus the pairs):

    1. keys = union of block_keys(f) for f in new
    2. components = SELECT DISTINCT component FROM … WHERE key IN keys
       (and the components of all subjects of decisions that are new since the last call)
    3. record = {component: [decode_facts(text) for each of its reports]}     # whole components
    4. linkage = link(new, record, decisions, ancestors)
    5. for every report of `linkage.clusters`: store cluster.id and cluster.component (replacing);
       for those reports delete the stored links and store `linkage.links`;
       upsert `linkage.proposals` by (left, right), and drop stored proposals whose two reports are now in
       one cluster.

A decision made or withdrawn: the same call with `new=()` and the components of its subjects (`decisions`
always are all decisions in force that touch the handed reports). Adding in any order, in any batches,
gives the same clusters as linking everything at once, because two reports are compared exactly when they
share a key, a component is what links connect, and each touched component is clustered anew as a whole.

Links are `corroborate.model.incident.Link` (status "linked" or "review").

Totals need no blocks of their own: store `total_key(total)` and hand all totals with the keys of the new
ones to `link_totals`.

`ancestors` maps an actor's id to the ids of all that it belongs to (registry), e.g.
`{"bla.majeed": frozenset({"bla"})}`; actors are compared by id and never by likeness of names.
"""

from corroborate.linkage.blocks import block_keys
from corroborate.linkage.clustering import Cluster
from corroborate.linkage.facts import Figure, ReportFacts, decode_facts, encode_facts, facts_of
from corroborate.linkage.incidents import Linkage, link
from corroborate.linkage.stories import READ
from corroborate.linkage.sums import TotalGroup, link_totals, total_key

__all__ = [
    "READ",
    "Cluster",
    "Figure",
    "Linkage",
    "ReportFacts",
    "TotalGroup",
    "block_keys",
    "decode_facts",
    "encode_facts",
    "facts_of",
    "link",
    "link_totals",
    "total_key",
]
