import XCTest

@testable import Cie

/// The digits of a code on their way in.
final class CodeTests: XCTestCase {
    private func digits(_ code: Code) -> [UInt8] { code.lent { [UInt8]($0) } }

    func testItHoldsTheDigitsThatItWasGiven() {
        let code = Code()
        for digit in "13" { code.append(digit) }
        code.append("9")
        code.removeLast()
        code.append("5")
        XCTAssertEqual(code.count, 3)
        XCTAssertEqual(digits(code), Array("135".utf8))
    }

    func testTakingBytesOverwritesThemInPlace() {
        var array = Array(pin.utf8)
        let fromArray = Code(taking: &array)
        XCTAssertEqual(array, [UInt8](repeating: 0, count: 8))
        var data = Data(pin.utf8)
        let fromData = Code(taking: &data)
        XCTAssertEqual(data, Data(count: 8))
        XCTAssertTrue(fromArray.matches(fromData))
        XCTAssertEqual(digits(fromArray), Array(pin.utf8))
    }

    func testWhatWasLentIsOverwrittenInTheSameMemory() throws {
        let code = Code()
        func lend(_ digits: String) -> UnsafeRawPointer? {
            digits.forEach(code.append)
            return code.lent { data in data.withUnsafeBytes { $0.baseAddress } }
        }
        // Foundation copies what is short into the `Data`, and nothing as long as this: it lies in
        // the code's own memory, which lives as long as the code does.
        let own = try XCTUnwrap(lend(String(repeating: "1", count: 64)))
        XCTAssertEqual(lend(pin), own)
        let memory = UnsafeRawBufferPointer(start: own, count: 64)
        XCTAssertEqual(Array(memory), [UInt8](repeating: 0, count: 64))
        XCTAssertEqual(code.count, 0)
        withExtendedLifetime(code) {}
    }

    func testTwoCodesMatchWhenTheirDigitsAreTheSame() {
        XCTAssertTrue(Code(pin).matches(Code(pin)))
        XCTAssertFalse(Code(pin).matches(Code(wrong)))
        XCTAssertFalse(Code(pin).matches(Code(pin + "0")))
        XCTAssertFalse(Code(pin).matches(Code()))
        let code = Code(pin)
        XCTAssertTrue(code.matches(code) && code.matches(code.copy()))
        code.wipe()
        XCTAssertFalse(code.matches(Code(pin)))
    }

    func testNothingShowsTheDigits() {
        let code = Code(pin)
        var dumped = ""
        dump(code, to: &dumped)
        for shown in ["\(code)", String(reflecting: code), String(describing: [code]), dumped] {
            XCTAssertFalse(shown.contains("2468") || shown.contains("50, 52"), shown)
        }
    }
}
