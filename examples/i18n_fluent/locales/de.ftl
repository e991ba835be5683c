hello = Hallo, { $name }!
basket =
    { $apples ->
        [0] Dein Korb ist leer.
        [one] In deinem Korb liegt ein Apfel.
       *[other] In deinem Korb liegen { $apples } Äpfel.
    }
language = Sprache
choose-language = Welche Sprache sprichst du?
back = « Zurück
