//! Selectors, through Servo's `selectors` crate, on the render tree with its style scopes.

use cssparser::{ParseError, Parser as CssParser, ToCss, serialize_identifier};
use minihost_tree::{Element as TreeElement, NodeId, StyleScope, Tree};
use minihost_value::Value;
use precomputed_hash::PrecomputedHash;
use selectors::attr::{AttrSelectorOperation, CaseSensitivity, NamespaceConstraint};
use selectors::bloom::BloomFilter;
use selectors::context::{
    MatchingContext, MatchingForInvalidation, MatchingMode, NeedsSelectorFlags, QuirksMode, SelectorCaches,
};
use selectors::matching::{ElementSelectorFlags, matches_selector};
use selectors::parser::{
    NonTSPseudoClass, ParseRelative, PseudoElement, SelectorImpl, SelectorList, SelectorParseErrorKind,
};
use selectors::{Element, OpaqueElement};
use std::cell::Cell;
use std::fmt;
use std::rc::Rc;

/// A word of a selector.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(crate) struct Word(pub Rc<str>);

impl From<&str> for Word {
    fn from(text: &str) -> Self {
        Word(text.into())
    }
}

impl AsRef<str> for Word {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl std::borrow::Borrow<str> for Word {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl PrecomputedHash for Word {
    fn precomputed_hash(&self) -> u32 {
        use std::hash::Hasher;
        let mut hasher = rustc_hash::FxHasher::default();
        hasher.write(self.0.as_bytes());
        hasher.finish() as u32
    }
}

impl ToCss for Word {
    fn to_css<W: fmt::Write>(&self, dest: &mut W) -> fmt::Result {
        serialize_identifier(&self.0, dest)
    }
}

/// Pseudo-classes that depend on state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum State {
    Active,
    Focus,
    Checked,
    Disabled,
    Enabled,
    /// `:placeholder-shown`: a field without a value.
    PlaceholderShown,
    Host,
    /// `:host(.x)`
    HostWith(SelectorList<Selectors>),
    /// `:hover` and others that never hold on a touch screen.
    Never,
}

impl ToCss for State {
    fn to_css<W: fmt::Write>(&self, dest: &mut W) -> fmt::Result {
        write!(dest, ":{self:?}")
    }
}

impl NonTSPseudoClass for State {
    fn is_active_or_hover(&self) -> bool {
        matches!(self, State::Active)
    }
    fn is_user_action_state(&self) -> bool {
        matches!(self, State::Active | State::Focus)
    }
}

/// Parts of an element that sheets can style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Known(crate::Pseudo),
    /// Accepted and never there, such as `::-webkit-scrollbar`.
    Other,
}

impl ToCss for Part {
    fn to_css<W: fmt::Write>(&self, dest: &mut W) -> fmt::Result {
        write!(dest, "::{self:?}")
    }
}

impl PseudoElement for Part {}

/// The types of our selectors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Selectors;

impl SelectorImpl for Selectors {
    type ExtraMatchingData<'a> = ();
    type AttrValue = Word;
    type Identifier = Word;
    type LocalName = Word;
    type NamespaceUrl = Word;
    type NamespacePrefix = Word;
    type BorrowedNamespaceUrl = str;
    type BorrowedLocalName = str;
    type NonTSPseudoClass = State;
    type PseudoElement = Part;
}

struct SelectorParser;

impl<'i> selectors::parser::Parser<'i> for SelectorParser {
    type Impl = Selectors;
    type Error = SelectorParseErrorKind;

    fn parse_is_and_where(&self) -> bool {
        true
    }

    fn parse_non_ts_pseudo_class(&self, name: &str) -> Result<State, ParseError<SelectorParseErrorKind>> {
        Ok(match name.to_ascii_lowercase().as_str() {
            "active" => State::Active,
            "focus" => State::Focus,
            "checked" => State::Checked,
            "disabled" => State::Disabled,
            "enabled" => State::Enabled,
            "placeholder-shown" => State::PlaceholderShown,
            "host" => State::Host,
            "hover" | "visited" | "link" | "focus-within" | "focus-visible" | "target" => State::Never,
            _ => return Err(ParseError::custom(SelectorParseErrorKind::UnsupportedPseudoClassOrElement)),
        })
    }

    fn parse_non_ts_functional_pseudo_class(
        &self,
        name: &str,
        parser: &mut CssParser<'i>,
        _after_part: bool,
    ) -> Result<State, ParseError<SelectorParseErrorKind>> {
        if name == HOST_WITH {
            return Ok(State::HostWith(SelectorList::parse(self, parser, ParseRelative::No)?));
        }
        Err(ParseError::custom(SelectorParseErrorKind::UnsupportedPseudoClassOrElement))
    }

    fn parse_pseudo_element(&self, name: &str) -> Result<Part, ParseError<SelectorParseErrorKind>> {
        Ok(match name.to_ascii_lowercase().as_str() {
            "before" => Part::Known(crate::Pseudo::Before),
            "after" => Part::Known(crate::Pseudo::After),
            "placeholder" | "-webkit-input-placeholder" => Part::Known(crate::Pseudo::Placeholder),
            name if name.starts_with('-')
                || matches!(name, "selection" | "first-line" | "first-letter" | "marker") =>
            {
                Part::Other
            }
            _ => return Err(ParseError::custom(SelectorParseErrorKind::UnsupportedPseudoClassOrElement)),
        })
    }
}

/// A list of selectors.
pub(crate) type List = SelectorList<Selectors>;

/// What stands for `:host(`, whose name the `selectors` crate keeps for shadow trees.
const HOST_WITH: &str = "-minihost-host";

/// Reads a rule's selectors.
pub(crate) fn parse(input: &mut CssParser<'_>) -> Result<List, ParseError<SelectorParseErrorKind>> {
    let start = input.state();
    let begin = input.position();
    while input.next().is_ok() {}
    let text = input.slice_from(begin);
    // Combinators of old that reach into components: scopes decide about that here, so they are plain descendants.
    if text.contains(":host(") || text.contains("/deep/") || text.contains(">>>") || text.contains("::v-deep")
    {
        let text = text
            .replace(":host(", &format!(":{HOST_WITH}("))
            .replace("/deep/", " ")
            .replace(">>>", " ")
            .replace("::v-deep", " ");
        let mut inner = CssParser::new(&text);
        return inner.parse_entirely(|input| SelectorList::parse(&SelectorParser, input, ParseRelative::No));
    }
    input.reset(&start);
    SelectorList::parse(&SelectorParser, input, ParseRelative::No)
}

/// What a selector reads of an attribute. A false or missing value is no attribute: `[disabled]` must not match
/// `disabled="{{false}}"`.
pub(crate) fn attribute_text(value: &Value) -> Option<Rc<str>> {
    match value {
        Value::Undefined | Value::Null | Value::Bool(false) => None,
        value => Some(value.to_js_string()),
    }
}

/// An element as one sheet sees it.
#[derive(Clone, Copy)]
pub(crate) struct Seen<'t> {
    tree: &'t Tree,
    node: NodeId,
    /// Its number among its parent's children, where known: finding it means walking them.
    place: Option<usize>,
    /// Whose sheet looks; `None` sees everything.
    scope: Option<StyleScope>,
    steps: &'t Steps,
}

/// How far matching may still walk from element to element: selectors such as `.a ~ .b:nth-child(2n) ~ .c` walk all siblings before
/// each, for each rule. What is not matched when the steps are used up does not match. (The walks themselves go on to their end:
/// places among siblings are counted with them and kept.)
#[derive(Debug)]
pub(crate) struct Steps(Cell<u64>);

impl Steps {
    /// Beside [`Steps::PER_NODE`], for one update.
    const BASE: u64 = 10_000_000;
    /// For each node of the tree; real pages need some 50.
    const PER_NODE: u64 = 2000;

    pub fn of(tree: &Tree) -> Self {
        Steps(Cell::new(Steps::BASE + Steps::PER_NODE * tree.len() as u64))
    }

    fn take(&self) {
        self.0.set(self.0.get().saturating_sub(1));
    }

    pub fn are_used_up(&self) -> bool {
        self.0.get() == 0
    }
}

impl fmt::Debug for Seen<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.node)
    }
}

impl<'t> Seen<'t> {
    pub fn new(
        tree: &'t Tree,
        node: NodeId,
        place: Option<usize>,
        scope: Option<StyleScope>,
        steps: &'t Steps,
    ) -> Self {
        Seen { tree, node, place, scope, steps }
    }

    fn element(&self) -> Option<&'t TreeElement> {
        self.tree.element(self.node)
    }

    /// The element if its tag, id and attributes show in the scope.
    fn shown(&self) -> Option<&'t TreeElement> {
        let element = self.element().filter(|_| !self.steps.are_used_up())?;
        match self.scope {
            None => Some(element),
            Some(scope) => {
                (element.style_scope == scope || element.extra_style_scope == Some(scope)).then_some(element)
            }
        }
    }

    /// The element if its tag and attributes show: those of application and pages reach into components, whatever their
    /// isolation, as WeChat documents (`custom-component/wxml-wxss`: tag names and other special selectors).
    fn named(&self) -> Option<&'t TreeElement> {
        if self.scope == Some(StyleScope::APP) { self.element() } else { self.shown() }
    }

    /// Whether a class that the element has from some scope shows.
    fn sees_class(&self, element: &TreeElement, from: StyleScope) -> bool {
        match self.scope {
            None => true,
            Some(scope) => {
                from == scope || (element.extra_style_scope == Some(scope) && from == element.style_scope)
            }
        }
    }

    fn at(self, node: NodeId, place: Option<usize>) -> Self {
        Seen { node, place, ..self }
    }

    /// The element's number among its siblings.
    fn place(&self, siblings: &[NodeId]) -> Option<usize> {
        match self.place {
            Some(place) if siblings.get(place) == Some(&self.node) => Some(place),
            _ => siblings.iter().position(|id| *id == self.node),
        }
    }

    fn siblings(&self) -> &'t [NodeId] {
        self.tree.parent(self.node).map_or(&[], |parent| self.tree.children(parent))
    }

    /// Whether one selector of a rule applies; for a part of the element if the selector names one.
    pub fn matches(
        self,
        selector: &selectors::parser::Selector<Selectors>,
        caches: &mut SelectorCaches,
        part: bool,
    ) -> bool {
        let mode = if part { MatchingMode::ForStatelessPseudoElement } else { MatchingMode::Normal };
        let mut context = MatchingContext::new(
            mode,
            None,
            caches,
            QuirksMode::NoQuirks,
            NeedsSelectorFlags::No,
            MatchingForInvalidation::No,
        );
        if self.steps.are_used_up() {
            return false;
        }
        // What is under way ends soon: nothing is shown any more. But a `:not()` may have come true by that.
        matches_selector(selector, 0, None, self, &mut context) && !self.steps.are_used_up()
    }
}

impl Element for Seen<'_> {
    type Impl = Selectors;

    fn opaque(&self) -> OpaqueElement {
        match self.tree.node(self.node) {
            Some(node) => OpaqueElement::new(node),
            None => OpaqueElement::new(self.tree),
        }
    }

    fn parent_element(&self) -> Option<Self> {
        self.steps.take();
        self.tree.parent(self.node).map(|parent| self.at(parent, None))
    }

    fn parent_node_is_shadow_root(&self) -> bool {
        false
    }

    fn containing_shadow_host(&self) -> Option<Self> {
        None
    }

    fn is_pseudo_element(&self) -> bool {
        false
    }

    fn prev_sibling_element(&self) -> Option<Self> {
        self.steps.take();
        let siblings = self.siblings();
        let before = ..self.place(siblings)?;
        let at = siblings[before].iter().rposition(|id| self.tree.element(*id).is_some())?;
        Some(self.at(siblings[at], Some(at)))
    }

    fn next_sibling_element(&self) -> Option<Self> {
        self.steps.take();
        let siblings = self.siblings();
        let after = self.place(siblings)? + 1;
        let at = after + siblings[after..].iter().position(|id| self.tree.element(*id).is_some())?;
        Some(self.at(siblings[at], Some(at)))
    }

    fn first_element_child(&self) -> Option<Self> {
        let children = self.tree.children(self.node);
        let at = children.iter().position(|id| self.tree.element(*id).is_some())?;
        Some(self.at(children[at], Some(at)))
    }

    fn is_html_element_in_html_document(&self) -> bool {
        false
    }

    fn has_local_name(&self, name: &str) -> bool {
        // `page` is the root to every sheet.
        (name == "page" && self.is_root()) || self.named().is_some_and(|element| &*element.tag == name)
    }

    fn has_namespace(&self, _namespace: &str) -> bool {
        true
    }

    fn is_same_type(&self, other: &Self) -> bool {
        self.element().map(|element| &element.tag) == other.element().map(|element| &element.tag)
    }

    fn attr_matches(
        &self,
        _namespace: &NamespaceConstraint<&Word>,
        name: &Word,
        operation: &AttrSelectorOperation<&Word>,
    ) -> bool {
        let Some(element) = self.named() else { return false };
        match &*name.0 {
            "class" => {
                let seen = element.classes.iter().filter(|class| self.sees_class(element, class.scope));
                let names: Vec<&str> = seen.map(|class| &*class.name).collect();
                !names.is_empty() && operation.eval_str(&names.join(" "))
            }
            "id" => self.shown().is_some() && !element.id.is_empty() && operation.eval_str(&element.id),
            "style" => !element.style.is_empty() && operation.eval_str(&element.style),
            name => match element.attributes.get(name).and_then(attribute_text) {
                None => false,
                Some(text) => operation.eval_str(&text),
            },
        }
    }

    fn match_non_ts_pseudo_class(&self, class: &State, context: &mut MatchingContext<'_, Selectors>) -> bool {
        let Some(element) = self.element() else { return false };
        let is_host = || match self.scope {
            Some(scope) => element.host_style_scope == Some(scope),
            None => false,
        };
        match class {
            State::Active => element.state.active,
            State::Focus => element.state.focus,
            State::Checked => element.state.checked,
            State::Disabled => element.state.disabled,
            State::Enabled => !element.state.disabled,
            State::PlaceholderShown => {
                matches!(&*element.tag, "input" | "textarea")
                    && element
                        .attributes
                        .get("value")
                        .and_then(attribute_text)
                        .is_none_or(|text| text.is_empty())
            }
            State::Host => is_host(),
            State::HostWith(list) => {
                // The host's own classes are its user's: they show as if the sheet saw everything.
                let open = Seen { scope: None, ..*self };
                is_host()
                    && list.slice().iter().any(|selector| {
                        context.nest(|context| matches_selector(selector, 0, None, open, context))
                    })
            }
            State::Never => false,
        }
    }

    fn match_pseudo_element(&self, _part: &Part, _context: &mut MatchingContext<'_, Selectors>) -> bool {
        false
    }

    fn apply_selector_flags(&self, _flags: ElementSelectorFlags) {}

    fn is_link(&self) -> bool {
        false
    }

    fn is_html_slot_element(&self) -> bool {
        false
    }

    fn has_id(&self, id: &Word, _case: CaseSensitivity) -> bool {
        self.shown().is_some_and(|element| element.id == id.0)
    }

    fn has_class(&self, name: &Word, _case: CaseSensitivity) -> bool {
        let Some(element) = self.element().filter(|_| !self.steps.are_used_up()) else { return false };
        element.classes.iter().any(|class| class.name == name.0 && self.sees_class(element, class.scope))
    }

    fn has_custom_state(&self, _name: &Word) -> bool {
        false
    }

    fn imported_part(&self, _name: &Word) -> Option<Word> {
        None
    }

    fn is_part(&self, _name: &Word) -> bool {
        false
    }

    fn is_empty(&self) -> bool {
        self.tree.children(self.node).iter().all(|id| match self.tree.node(*id) {
            Some(node) => node.text().is_some_and(|text| text.is_empty()),
            None => true,
        })
    }

    fn is_root(&self) -> bool {
        self.node == self.tree.root()
    }

    fn add_element_unique_hashes(&self, _filter: &mut BloomFilter) -> bool {
        false
    }
}
