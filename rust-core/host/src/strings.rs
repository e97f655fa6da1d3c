//! The core's own words, in English and Chinese, as one table.

use minihost_ports::Locale;

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident: $en:literal, $zh:literal;)*) => {
        /// A text of the core.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Text { $($(#[$doc])* $name,)* }

        const TEXTS: &[(Text, &str, &str)] = &[$((Text::$name, $en, $zh),)*];
    };
}

texts! {
    /// The product's word.
    MiniPrograms: "Mini programs", "小程序";
    /// Subtitle of the settings entry.
    EntryUsedOne: "1 program used", "用过 1 个小程序";
    /// Subtitle of the settings entry.
    EntryUsedMany: "{count} programs used", "用过 {count} 个小程序";
    /// Capsule menu.
    MenuRestart: "Restart", "重新进入小程序";
    /// Capsule menu.
    MenuHome: "Back to first page", "回到首页";
    /// Any sheet.
    Cancel: "Cancel", "取消";
    /// A picker's agreeing button.
    Confirm: "Done", "确定";
    /// Capsule menu.
    MenuShare: "Share", "转发";
    /// A program wants to share and the host app cannot.
    CannotShare: "Sharing is not available in this app", "当前应用暂不支持转发";
    /// Accessibility label of the capsule's left half.
    CapsuleMenu: "More", "更多";
    /// Accessibility label of the capsule's right half.
    CapsuleClose: "Close mini program", "关闭小程序";
    /// Accessibility label of the navigation bar's arrow.
    Back: "Back", "返回";
    /// Accessibility label of the navigation bar's house.
    Home: "Home page", "首页";
    /// While a page refreshes.
    Refreshing: "Refreshing…", "正在刷新…";
    /// A page that could not be made.
    PageBroken: "This page cannot be shown", "页面无法显示";
}

/// The words in a language.
pub fn text(which: Text, locale: Locale) -> &'static str {
    let row = TEXTS.iter().find(|(name, ..)| *name == which).expect("because the macro lists every text");
    match locale {
        Locale::En => row.1,
        Locale::Zh => row.2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_use_the_same_placeholders() {
        for (name, en, zh) in TEXTS {
            assert_eq!(en.contains("{count}"), zh.contains("{count}"), "{name:?}");
            assert!(!en.is_empty() && !zh.is_empty(), "{name:?}");
        }
    }
}
