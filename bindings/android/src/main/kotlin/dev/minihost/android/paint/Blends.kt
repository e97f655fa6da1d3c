package dev.minihost.android.paint

import android.annotation.TargetApi
import android.graphics.BlendMode
import android.graphics.Paint
import android.graphics.PorterDuff
import android.graphics.PorterDuffXfermode
import android.os.Build
import dev.minihost.frame.Blend

/** What is drawn with the paint comes together with what is there in a way. */
internal fun Paint.set(blend: Blend) {
    if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.Q) blendMode = modeOf(blend) else xfermode = PorterDuffXfermode(olderModeOf(blend))
}

@TargetApi(Build.VERSION_CODES.Q)
private fun modeOf(blend: Blend): BlendMode =
    when (blend) {
        Blend.SOURCE_OVER -> BlendMode.SRC_OVER
        Blend.SOURCE_IN -> BlendMode.SRC_IN
        Blend.SOURCE_OUT -> BlendMode.SRC_OUT
        Blend.SOURCE_ATOP -> BlendMode.SRC_ATOP
        Blend.DESTINATION_OVER -> BlendMode.DST_OVER
        Blend.DESTINATION_IN -> BlendMode.DST_IN
        Blend.DESTINATION_OUT -> BlendMode.DST_OUT
        Blend.DESTINATION_ATOP -> BlendMode.DST_ATOP
        Blend.COPY -> BlendMode.SRC
        Blend.XOR -> BlendMode.XOR
        Blend.LIGHTER -> BlendMode.PLUS
        Blend.MULTIPLY -> BlendMode.MULTIPLY
        Blend.SCREEN -> BlendMode.SCREEN
        Blend.OVERLAY -> BlendMode.OVERLAY
        Blend.DARKEN -> BlendMode.DARKEN
        Blend.LIGHTEN -> BlendMode.LIGHTEN
        Blend.COLOUR_DODGE -> BlendMode.COLOR_DODGE
        Blend.COLOUR_BURN -> BlendMode.COLOR_BURN
        Blend.HARD_LIGHT -> BlendMode.HARD_LIGHT
        Blend.SOFT_LIGHT -> BlendMode.SOFT_LIGHT
        Blend.DIFFERENCE -> BlendMode.DIFFERENCE
        Blend.EXCLUSION -> BlendMode.EXCLUSION
        Blend.HUE -> BlendMode.HUE
        Blend.SATURATION -> BlendMode.SATURATION
        Blend.COLOUR -> BlendMode.COLOR
        Blend.LUMINOSITY -> BlendMode.LUMINOSITY
    }

/** Android 8 and 9 have fewer: there the others are drawn over what is there. */
private fun olderModeOf(blend: Blend): PorterDuff.Mode =
    when (blend) {
        Blend.SOURCE_IN -> PorterDuff.Mode.SRC_IN
        Blend.SOURCE_OUT -> PorterDuff.Mode.SRC_OUT
        Blend.SOURCE_ATOP -> PorterDuff.Mode.SRC_ATOP
        Blend.DESTINATION_OVER -> PorterDuff.Mode.DST_OVER
        Blend.DESTINATION_IN -> PorterDuff.Mode.DST_IN
        Blend.DESTINATION_OUT -> PorterDuff.Mode.DST_OUT
        Blend.DESTINATION_ATOP -> PorterDuff.Mode.DST_ATOP
        Blend.COPY -> PorterDuff.Mode.SRC
        Blend.XOR -> PorterDuff.Mode.XOR
        Blend.LIGHTER -> PorterDuff.Mode.ADD
        Blend.MULTIPLY -> PorterDuff.Mode.MULTIPLY
        Blend.SCREEN -> PorterDuff.Mode.SCREEN
        Blend.OVERLAY -> PorterDuff.Mode.OVERLAY
        Blend.DARKEN -> PorterDuff.Mode.DARKEN
        Blend.LIGHTEN -> PorterDuff.Mode.LIGHTEN
        else -> PorterDuff.Mode.SRC_OVER
    }
