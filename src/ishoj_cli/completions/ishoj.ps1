Register-ArgumentCompleter -Native -CommandName ishoj -ScriptBlock {
    param($word, $line, $position)
    $words = @($line.CommandElements | Select-Object -Skip 1 |
        Where-Object { $_.Extent.EndOffset -lt $position } | ForEach-Object { $_.ToString() })
    $encoding = [Console]::OutputEncoding
    [Console]::OutputEncoding = [Text.Encoding]::UTF8
    $env:_ISHOJ_COMPLETE = 'powershell'
    $env:_ISHOJ_WORD = "$word"
    try {
        ishoj @words 2>$null | ForEach-Object {
            $value, $meaning = $_ -split "`t", 2
            if (-not $meaning) { $meaning = $value }
            [Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $meaning)
        }
    } finally {
        Remove-Item Env:_ISHOJ_COMPLETE, Env:_ISHOJ_WORD
        [Console]::OutputEncoding = $encoding
    }
}
