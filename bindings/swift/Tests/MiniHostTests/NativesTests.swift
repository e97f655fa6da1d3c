import Foundation
import Testing

@testable import MiniHost

/// What painters decide about keyboards, growing fields and pictures, without a platform.
@Suite
struct NativesTests {
    @Test(arguments: [
        // Keyboard's top and height; how much of a view from 100 to 700 it covers.
        (top: Float(500), height: Float(300), covered: Float(200)), (700, 300, 0), (900, 0, 0), (500, 0, 0), (50, 800, 600),
        // It floats.
        (300, 200, 0),
    ])
    func keyboardsCoverTheLowerEdge(_ row: (top: Float, height: Float, covered: Float)) {
        let view = Frame.Rect(0, 100, 375, 600)
        #expect(KeyboardCover.height(view: view, keyboard: Frame.Rect(0, row.top, 375, row.height)) == row.covered)
    }

    @Test(arguments: [
        // A field's lower edge in a page of 600 under a keyboard of 200.
        (bottom: Float(100), adjust: true, lift: Float(0)), (392, true, 0), (400, true, 8), (500, true, 108), (500, false, 0),
        (2_000, true, 200),
    ])
    func thePageMovesAboveTheKeyboard(_ row: (bottom: Float, adjust: Bool, lift: Float)) {
        #expect(KeyboardCover.lift(fieldBottom: row.bottom, page: 600, covered: 200, adjust: row.adjust) == row.lift)
        #expect(KeyboardCover.lift(fieldBottom: row.bottom, page: 600, covered: 0, adjust: row.adjust) == 0)
    }

    @Test func aFieldTellsItsHeightWhenItGrows() {
        var growth = FieldGrowth()
        let told = [(20, 20), (20, 20), (20.3, 20), (40, 20), (40, 20), (20, 20), (Float.nan, 20), (60, 0)]
            .map { growth.lines(height: $0.0, lineHeight: $0.1) }
        #expect(told == [1, nil, nil, 2, nil, 1, nil, 60])
    }

    @Test func thePartOfAPictureFillsItsTarget() throws {
        let part = Frame.Op.Image(
            image: 1, source: Frame.Rect(10, 20, 50, 40), target: Frame.Rect(100, 200, 25, 80), corners: .square)
        let whole = try #require(PicturePlace.whole(of: part, Frame.ImageNeed(image: 1, width: 200, height: 100)))
        #expect(whole == Frame.Rect(95, 160, 100, 200))
        // However many pixels were decoded: the place depends on what the frame says alone.
        let nothing = Frame.Op.Image(image: 1, source: Frame.Rect(0, 0, 0, 4), target: part.target, corners: .square)
        #expect(PicturePlace.whole(of: nothing, Frame.ImageNeed(image: 1, width: 2, height: 2)) == nil)
    }

    @Test func filesAreKnownByTheirBeginning() {
        let rows: [(String, moves: Bool, isMarkup: Bool)] = [
            ("GIF89a...", true, false), ("GIF87a", true, false), ("RIFF....WEBP", false, false), ("JFIF", false, false),
            ("<svg>", false, true), ("\u{feff} \n<?xml?><svg>", false, true), ("svg", false, false), ("", false, false),
        ]
        for (text, moves, isMarkup) in rows {
            #expect(PictureFile.mayMove(Data(text.utf8)) == moves, "\(text)")
            #expect(PictureFile.isMarkup(Data(text.utf8)) == isMarkup, "\(text)")
        }
        #expect(PictureFile.mayMove(Data([0x89, 0x50, 0x4e, 0x47, 0x0d])))
    }

    @Test func contentKnowsItsPictures() {
        #expect(Every.state.layers[0].content?.shows(7) == true)
        #expect(Every.state.layers[0].content?.shows(8) == false)
        #expect(Every.state.layers[1].content?.shows(7) == false)
    }
}
