// Relations between components: linked when both ends are in the page, unlinked when one leaves.
(function (host) {
  'use strict';
  var view = host.view;
  var ops = view.ops;

  /** What the other end must say of itself. */
  var OPPOSITE = { parent: 'child', ancestor: 'descendant', 'parent-common-node': 'child-common-node' };
  var KNOWN = ['parent', 'child', 'ancestor', 'descendant', 'parent-common-node', 'child-common-node'];

  view.normalizeRelation = function (path, entry) {
    var given = entry.given;
    if (KNOWN.indexOf(given.type) < 0) {
      view.warn('relation "' + entry.key + '" has no valid type', path);
      return undefined;
    }
    var target = given.target !== undefined && given.target !== null ? given.target : entry.key;
    var behavior = target instanceof view.BehaviorHandle ? target : undefined;
    if (!behavior && typeof target === 'string' && target.indexOf('://') > 0) behavior = view.behaviorByName(target);
    return {
      key: entry.key,
      type: given.type,
      up: OPPOSITE[given.type],
      behavior: behavior,
      path: behavior ? '' : view.resolve(path, String(target)),
      linked: given.linked,
      linkChanged: given.linkChanged,
      unlinked: given.unlinked
    };
  };

  function means(relation, def) {
    if (relation.behavior) return def.behaviors.has(relation.behavior);
    return relation.path === def.path || relation.path + '/index' === def.path;
  }

  /** The nearest component that wants this one, as far as the relation reaches. */
  function findLink(state, relation) {
    var ancestors = ops.ancestors(state.id);
    for (var i = 0; i < ancestors.length; i++) {
      var parent = ancestors[i] ? view.instances.get(ancestors[i]) : undefined;
      if (parent && means(relation, parent.def)) {
        for (var r = 0; r < parent.def.relations.length; r++) {
          var other = parent.def.relations[r];
          if (other.type === relation.up && means(other, state.def)) return { target: parent, relation: other };
        }
      }
      if (relation.type === 'parent-common-node') return null;
      if (relation.type === 'parent' && parent) return null;
    }
    return null;
  }

  function call(fn, self, other, what) {
    if (typeof fn === 'function') view.guard(fn, self.instance, [other.instance], self.def.path + ' ' + what);
  }

  /** Brings the links of a component up to date after it was attached, moved or (leaving) detached. */
  view.relink = function (state, leaving) {
    state.def.relations.forEach(function (relation, number) {
      if (!relation.up) return;
      var old = state.links[number] || null;
      var next = leaving ? null : findLink(state, relation);
      state.links[number] = next;
      var same = old && next && old.target === next.target && old.relation === next.relation;
      if (old && !same) {
        call(old.relation.unlinked, old.target, state, 'unlinked');
        call(relation.unlinked, state, old.target, 'unlinked');
      } else if (old) {
        call(old.relation.linkChanged, old.target, state, 'linkChanged');
        call(relation.linkChanged, state, old.target, 'linkChanged');
      }
      if (next && !same) {
        call(next.relation.linked, next.target, state, 'linked');
        call(relation.linked, state, next.target, 'linked');
      }
    });
  };

  view.relationNodes = function (state, key) {
    var number = state.def.relations.findIndex(function (relation) { return relation.key === key; });
    // By the component's path from the root, as the documents of both dialects have it in their example.
    if (number < 0) {
      var path = view.resolve('', String(key));
      number = state.def.relations.findIndex(function (relation) { return !relation.behavior && relation.path === path; });
    }
    if (number < 0) return [];
    var relation = state.def.relations[number];
    if (relation.up) return state.links[number] ? [state.links[number].target.instance] : [];
    var found = [];
    ops.contentComponents(state.id).forEach(function (id) {
      var child = view.instances.get(id);
      var linked = child && child.links.some(function (link) {
        return link && link.target === state && link.relation === relation;
      });
      if (linked) found.push(child.instance);
    });
    return found;
  };
})(__minihost);
